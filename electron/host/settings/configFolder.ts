import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the user's settings lie: the platform's own place, `$XDG_CONFIG_HOME/comove` or `~/.config/comove` on Linux. */
export function defaultConfigFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const home = homedir();
  if (environment.XDG_CONFIG_HOME) return join(environment.XDG_CONFIG_HOME, 'comove');
  if (platform === 'win32')
    return join(environment.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Comove');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Comove');
  return join(home, '.config', 'comove');
}
