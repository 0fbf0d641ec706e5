/** What `npm run center -- --help` prints. */
export const usage = `npm run center -- COMMAND --data FOLDER | --database postgres://… [--config FILE]

  serve                      run the center (the default)
  init --organisation NAME [--country US] --login LOGIN --name "FULL NAME"
                             set up an empty store with its first administrator
  organisation set [--name NAME] [--country US]
                             numbers without a plus are read as that country's
  script put FILE            the script's next version (homeline-script/1)
  campaign put FILE          new, or in place of the one with its id (homeline-campaign/1)
  campaign list
  not-ready-reasons put FILE all of them (homeline-not-ready-reasons/1)
  pbx put FILE               how the PBX wants to be treated (homeline-pbx/1)
  user add --login LOGIN --name NAME --role agent|floor-manager|administrator
           [--extension N] [--sip FILE]
  user list
  user password --login LOGIN
  user deactivate --login LOGIN, user activate --login LOGIN
  backup FILE                one consistent file, while the center works
  restore FILE               into an empty folder or database only
  migrate                    bring the store up to date without serving
  check                      open the store and say what it is

A password is read from --password-file FILE, else from HOMELINE_CENTER_PASSWORD, else made up and
shown once with --generate-password. There is no default.

Settings, each also in the file (JSON, by its name) and in the environment (HOMELINE_CENTER_TLS_KEY):
  --host ADDRESS (127.0.0.1)  --port N (7420)  --tls-key FILE  --tls-certificate FILE
  --trust-proxy true          --database-wait-seconds N (60)   --database-connections N (10)
  --metrics-token TEXT        --log-level debug|info|warn|error
The command line goes before the environment, the environment before the file.

Exit codes: 0 done, 1 refused, 2 wrong settings, 3 in use, 4 database unreachable, 5 newer store.`;
