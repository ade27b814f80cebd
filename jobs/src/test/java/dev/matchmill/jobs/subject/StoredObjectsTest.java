package dev.matchmill.jobs.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredObjectsTest {

    @TempDir private Path folder;

    @Test
    void an_object_is_removed_once_and_may_be_removed_again() throws IOException {
        Path original = Files.createDirectories(folder.resolve("ab")).resolve("abc");
        Files.writeString(original, "text");
        StoredObjects objects = new StoredObjects(folder);

        assertThat(objects.remove(object("ab/abc"))).isEqualTo(new Removal.Removed());
        assertThat(original).doesNotExist();
        assertThat(objects.remove(object("ab/abc"))).isEqualTo(new Removal.Removed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../elsewhere", "", ".", "a/../../b", "/etc/hostname"})
    void what_lies_outside_is_refused(String key) {
        assertThat(new StoredObjects(folder).remove(object(key)))
                .isEqualTo(new Removal.Refused("its key points outside the folder of originals"));
    }

    @Test
    void a_key_that_is_no_path_is_refused() {
        assertThat(new StoredObjects(folder).remove(object("a\0b")))
                .isEqualTo(new Removal.Refused("its key is no path"));
    }

    @Test
    void what_the_file_system_refuses_stays_refused() throws IOException {
        Files.createDirectories(folder.resolve("full").resolve("inner"));

        assertThat(new StoredObjects(folder).remove(object("full")))
                .isEqualTo(new Removal.Refused("DirectoryNotEmptyException"));
    }

    @Test
    void other_storages_are_refused() {
        StoredObjects objects = new StoredObjects(folder);

        assertThat(objects.remove(new StoredObject(1, "s3", "", "key")))
                .isInstanceOf(Removal.Refused.class);
        assertThat(objects.remove(new StoredObject(1, "filesystem", "bucket", "key")))
                .isInstanceOf(Removal.Refused.class);
    }

    @Test
    void a_key_is_not_shown() {
        assertThat(object("jane-doe.pdf")).hasToString("StoredObject[file=1]");
    }

    private static StoredObject object(String key) {
        return new StoredObject(1, "filesystem", "", key);
    }
}
