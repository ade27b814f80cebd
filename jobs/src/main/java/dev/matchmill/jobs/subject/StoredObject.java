package dev.matchmill.jobs.subject;

/**
 * An original outside the database.
 *
 * @param file number of its row
 * @param backend as "filesystem"
 * @param bucket empty for the folder of originals
 * @param key where it lies in the bucket; may hold a name, never logged
 */
public record StoredObject(long file, String backend, String bucket, String key) {

    @Override
    public String toString() {
        return "StoredObject[file=" + file + "]";
    }
}
