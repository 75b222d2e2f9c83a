/** A browser keeps what is put there until the reader clears the site's data. */
const DATABASE = 'caretrail';
const STORE = 'person-keys';

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inStore<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode, { durability: 'strict' });
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Keeps a private key that cannot be taken out, under its thumbprint (RFC 7638). */
export async function keepKey(thumbprint: string, key: CryptoKey): Promise<void> {
  await inStore('readwrite', (store) => store.put(key, thumbprint));
  // Without it a browser that runs short of room may drop the key; it may refuse, and the key is kept as long as it likes.
  await navigator.storage?.persist?.();
}

/** The kept key of a thumbprint, null where this browser has none. */
export async function keptKey(thumbprint: string): Promise<CryptoKey | null> {
  const found: unknown = await inStore('readonly', (store) => store.get(thumbprint));
  return found instanceof CryptoKey ? found : null;
}
