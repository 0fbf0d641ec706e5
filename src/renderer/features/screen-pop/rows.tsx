/** One thing that happened, dated. */
export type DatedRow = {
  readonly id: string;
  readonly when: string;
  readonly title: string;
  readonly text: string;
};

/** Dated rows beneath a head; nothing at all when there are none. */
export function Rows(props: { readonly title: string; readonly rows: readonly DatedRow[] }) {
  const { title, rows } = props;
  if (rows.length === 0) return null;
  return (
    <section className="rows">
      <h3 className="group-label">{title}</h3>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="row">
            <span className="row-when">{row.when}</span>
            <div className="row-what">
              <p className="row-title" dir="auto">
                {row.title}
              </p>
              {row.text !== '' && (
                <p className="row-text" dir="auto">
                  {row.text}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
