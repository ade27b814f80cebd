package dev.matchmill.readers.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.type.SourceKind;
import dev.matchmill.readers.bucket.BucketSettings;
import dev.matchmill.readers.document.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcePlaceTest {

    private static final BucketSettings SETTINGS =
            new BucketSettings("", "us-east-1", false, "", "", Duration.ofSeconds(1), 1);

    @TempDir private Path folder;

    @Test
    void a_place_says_what_it_is_and_is_the_same_by_every_path() throws IOException {
        Path plain = Files.createDirectories(folder.resolve("in"));
        for (String part : List.of("cur", "new", "tmp")) {
            Files.createDirectories(folder.resolve("mail").resolve(part));
        }
        Path zip = Files.writeString(folder.resolve("a.data"), "PK\u0003\u0004");
        Path mbox =
                Files.writeString(folder.resolve("inbox"), "From a@x Mon Mar 2 10:30:00 2026\n");
        Path empty = Files.createFile(folder.resolve("empty.mbox"));
        Path real = folder.toRealPath();

        assertThat(place(plain)).isEqualTo(new SourcePlace.Folder(real.resolve("in")));
        assertThat(place(plain.resolve("../in"))).isEqualTo(place(plain));
        assertThat(place(folder.resolve("mail"))).isInstanceOf(SourcePlace.Maildir.class);
        assertThat(place(zip)).isInstanceOf(SourcePlace.Archive.class);
        assertThat(place(mbox)).isInstanceOf(SourcePlace.Mbox.class);
        assertThat(place(empty)).isInstanceOf(SourcePlace.Mbox.class);
        assertThat(place(mbox).kind()).isEqualTo(SourceKind.EMAIL);
        assertThat(SourcePlace.of(place(zip).location(), SETTINGS)).isEqualTo(place(zip));
    }

    @Test
    void a_bucket_is_named_by_an_address_without_keys() {
        SourcePlace place = SourcePlace.of("S3://resumes-2026/in box/new/", SETTINGS);

        assertThat(place).isEqualTo(new SourcePlace.Bucket("resumes-2026", "in box/new", SETTINGS));
        assertThat(place.location()).isEqualTo("s3://resumes-2026/in box/new");
        assertThat(place.kind()).isEqualTo(SourceKind.S3);
        assertThat(SourcePlace.of(place.location(), SETTINGS)).isEqualTo(place);
        assertThat(SourcePlace.of("s3://resumes", SETTINGS).location()).isEqualTo("s3://resumes/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://KEY:hunter2@bucket/x", "s3:bucket", "s3://b/x?secret=hunter2"})
    void a_message_about_a_wrong_address_repeats_nothing_of_it(String location) {
        assertThatThrownBy(() -> SourcePlace.of(location, SETTINGS))
                .isInstanceOf(SourceException.class)
                .hasMessageNotContaining("hunter2")
                .hasMessageContaining("s3://bucket/prefix");
    }

    @Test
    void a_single_document_and_nothing_at_all_are_no_sources() throws IOException {
        Path document = Files.writeString(folder.resolve("cv.txt"), "Ada");

        assertThatThrownBy(() -> place(document)).hasMessageContaining("put a single document");
        assertThatThrownBy(() -> place(folder.resolve("missing")))
                .hasMessageContaining("there is no folder or file");
    }

    private static SourcePlace place(Path path) {
        return SourcePlace.of(path.toString(), SETTINGS);
    }
}
