package io.github.labelverifier.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An entry that is put aside. */
class StoredEntryTest {
    private static ImageEntry stored(ImageEntry entry) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StoredEntry.write(entry, new DataOutputStream(bytes));
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            ImageEntry read = StoredEntry.read(in);
            assertThat(in.available()).isZero();
            return read;
        }
    }

    @Test
    void allOfItComesBack() throws Exception {
        ImageEntry full = new ImageEntry(
                "deer/Zoë \ud83e\udd8c.jpg",
                81_234,
                "9b2c-3",
                Instant.parse("2026-01-02T03:04:05.000006789Z"),
                Optional.of("GLACIER"),
                Optional.of("it is not there"),
                Optional.of(new ContentLook(ContentLook.Kind.OTHER_PICTURE, "webp", 640, 480)),
                true,
                Optional.of("broken-link"));
        // A part that is added to an entry, and forgotten here, would be lost.
        assertThat(ImageEntry.class.getRecordComponents()).hasSize(9);
        assertThat(ContentLook.class.getRecordComponents()).hasSize(4);

        assertThat(stored(full)).isEqualTo(full);
    }

    @Test
    void soDoesOneOfWhichLittleIsKnown() throws Exception {
        ImageEntry bare = ImageEntry.unavailable("", "");

        assertThat(stored(bare)).isEqualTo(bare);
    }

    @Test
    void aNameThatIsNoValidUnicodeStaysAsItIs() throws Exception {
        ImageEntry odd = new ImageEntry("\ud800\n\u0000.jpg", 1, "", Instant.EPOCH);

        assertThat(stored(odd)).isEqualTo(odd);
    }
}
