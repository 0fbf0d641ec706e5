import { safeStorage } from 'electron';
import { assert, contract } from '../support.js';

contract(
  'safeStorage says what protects the secret, and gives back what it was given',
  [
    'safeStorage.isEncryptionAvailable',
    'safeStorage.getSelectedStorageBackend',
    'safeStorage.encryptString',
    'safeStorage.decryptString',
  ],
  () => {
    assert.match(
      safeStorage.getSelectedStorageBackend(),
      /^(basic_text|gnome_libsecret|kwallet\d?|unknown)$/,
    );
    if (!safeStorage.isEncryptionAvailable()) return;
    const sealed = safeStorage.encryptString('secret ü 客');
    assert.ok(Buffer.isBuffer(sealed) && !sealed.includes('secret'));
    assert.equal(safeStorage.decryptString(sealed), 'secret ü 客');
    assert.throws(() => safeStorage.decryptString(Buffer.from('not sealed')));
  },
);
