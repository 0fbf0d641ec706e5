const answer = document.querySelector('#answer');
document.title = location.pathname === '/second.html' ? 'Second' : 'Fixture';
document.querySelector('#greet').addEventListener('click', async () => {
  answer.textContent = await window.fixture.greet('page');
});
window.fixture.onTick((count) => {
  document.body.dataset.tick = String(count);
});
