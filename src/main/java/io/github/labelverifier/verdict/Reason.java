package io.github.labelverifier.verdict;

import io.github.labelverifier.image.SkipRule;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Why an image is flagged, doubtful, skipped or in error, or kept in any case: what kind of reason it is, and what it is
 * about.
 *
 * <p>All kinds with their names and their words are in {@link Kind}: a new one is added there, and there alone.
 *
 * @param kind what kind of reason
 * @param detail what it is about, such as the label that an image contains; empty where a kind needs none; of
 *     {@link Kind#OTHER}, the whole text
 */
public record Reason(Kind kind, String detail) {

    /** The kinds of reasons. */
    public enum Kind {
        /** An image shares no label with the reference. */
        NO_OVERLAP("no-overlap", "nothing in common"),
        /** None of an image's labels counts; it is then not said to have no overlap as well. */
        NO_LABELS("no-labels", "no labels"),
        /** An image has a rejected label, which is the detail. */
        CONTAINS("contains:", "contains "),
        /** An image fits another folder of the run clearly better. */
        FITS_ELSEWHERE("fits-elsewhere", "fits elsewhere"),
        /** An image fits neither its folder nor any other. */
        UNLIKE_THE_REST("unlike-the-rest", "unlike the rest"),
        /** An image fits another folder, or none, somewhat better. */
        DOUBTFUL("doubtful", "doubtful"),
        /** An image has the content of another, whose key is the detail. */
        DUPLICATE_OF("duplicate-of:", "the same as "),
        /** All that are duplicates of whichever image: what they are counted and asked for as. */
        DUPLICATE("duplicate-of", "the same as another image"),
        /** An image looks like another, whose key is the detail. */
        NEAR_DUPLICATE_OF("near-duplicate-of:", "looks like "),
        /** All that look like whichever image: what they are counted and asked for as. */
        NEAR_DUPLICATE("near-duplicate-of", "looks like another image"),
        /** A note on an image's quality, which is the detail. */
        QUALITY("quality:", ""),
        /** An exemplar, which is kept whatever it shows. */
        EXEMPLAR("exemplar", "exemplar"),

        /** A picture of a format that nothing here reads; its name is the detail. */
        UNSUPPORTED_FORMAT(SkipRule.UNSUPPORTED_FORMAT, "unsupported format: "),
        /** No picture, by its name or by its content. */
        NOT_A_PICTURE(SkipRule.NOT_A_PICTURE, "not a picture"),
        /** Neither a JPEG nor a PNG, by its content. */
        NOT_JPEG_OR_PNG(SkipRule.NOT_JPEG_OR_PNG, "not a JPEG or PNG"),
        /** The mark of a folder. */
        FOLDER(SkipRule.FOLDER, "a folder"),
        /** A file that systems and programs leave behind. */
        SYSTEM_FILE(SkipRule.SYSTEM_FILE, "a system file"),
        /** Without content. */
        EMPTY(SkipRule.EMPTY),
        /** Of more bytes or pixels than are taken. */
        TOO_LARGE(SkipRule.TOO_LARGE, "too large"),
        /** Of fewer pixels than are taken. */
        TOO_SMALL(SkipRule.TOO_SMALL, "too small"),
        /** Of more pixels than are decoded here. */
        TOO_MANY_PIXELS(SkipRule.TOO_MANY_PIXELS, "too many pixels"),
        /** Of bytes that take too long to decode. */
        TOO_SLOW(SkipRule.TOO_SLOW, "too slow to decode"),
        /** Of a file that ends before its picture does. */
        TRUNCATED(SkipRule.TRUNCATED),
        /** Of a file that is not what its format asks for. */
        DAMAGED(SkipRule.DAMAGED),
        /** To be restored before anybody can read it. */
        ARCHIVED(SkipRule.ARCHIVED),
        /** Refused as an image. */
        INVALID(SkipRule.INVALID, "not a valid image"),

        /** Asked for by name and not there, or not at the location. */
        NOT_AVAILABLE("not-available", "not available"),
        /** Known by its text alone: the name of an error, or the reason of a detector or of another version. */
        OTHER("", "");

        private final String name;
        private final String words;

        Kind(String name) {
            this(name, name);
        }

        /**
         * A kind of reasons.
         *
         * @param name as reports have it; the detail follows if it ends in a colon
         * @param words for people; the detail follows
         */
        Kind(String name, String words) {
            this.name = name;
            this.words = words;
        }

        private boolean hasDetail() {
            return this == OTHER || name.endsWith(":");
        }

        private boolean isOf(String text) {
            return hasDetail() ? text.startsWith(name) : text.equals(name);
        }

        private static Kind of(String text) {
            for (Kind kind : values()) {
                if (kind.isOf(text)) {
                    return kind;
                }
            }
            return OTHER;
        }
    }

    public static final Reason NO_OVERLAP = new Reason(Kind.NO_OVERLAP);
    public static final Reason NO_LABELS = new Reason(Kind.NO_LABELS);
    public static final Reason FITS_ELSEWHERE = new Reason(Kind.FITS_ELSEWHERE);
    public static final Reason UNLIKE_THE_REST = new Reason(Kind.UNLIKE_THE_REST);
    public static final Reason DOUBTFUL = new Reason(Kind.DOUBTFUL);
    public static final Reason DUPLICATE = new Reason(Kind.DUPLICATE);
    public static final Reason NEAR_DUPLICATE = new Reason(Kind.NEAR_DUPLICATE);
    public static final Reason EXEMPLAR = new Reason(Kind.EXEMPLAR);
    public static final Reason NOT_AVAILABLE = new Reason(Kind.NOT_AVAILABLE);

    /** The names of all known reasons; one that a detail follows ends in a colon. */
    public static List<String> names() {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.OTHER && kind != Kind.DUPLICATE_OF && kind != Kind.NEAR_DUPLICATE_OF)
                .map(kind -> kind.name)
                .toList();
    }

    /** Two reasons of the same text are the same. */
    public Reason {
        if ((!kind.hasDetail() && !detail.isEmpty()) || Kind.of(kind.name + detail) != kind) {
            throw new IllegalArgumentException("detail: " + detail);
        }
    }

    private Reason(Kind kind) {
        this(kind, "");
    }

    /** The reason of an image that has this rejected label. */
    public static Reason contains(String label) {
        return new Reason(Kind.CONTAINS, label);
    }

    /** The reason of an image that has the content of the one of this key. */
    public static Reason duplicateOf(String key) {
        return new Reason(Kind.DUPLICATE_OF, key);
    }

    /** The reason of an image that looks like the one of this key. */
    public static Reason nearDuplicateOf(String key) {
        return new Reason(Kind.NEAR_DUPLICATE_OF, key);
    }

    /** The reason of an image that is flagged for this note on its quality. */
    public static Reason quality(String note) {
        return new Reason(Kind.QUALITY, note);
    }

    /** The reason of this text, of which nothing is lost, known or not. */
    public static Reason parse(String text) {
        Kind kind = Kind.of(text);
        return new Reason(kind, text.substring(kind.name.length()));
    }

    /** As it stands in reports. */
    public String text() {
        return kind.name + detail;
    }

    /** The name of the image that an image has the content of, or looks like; empty if the reason names none. */
    public Optional<String> otherImage() {
        return kind == Kind.DUPLICATE_OF || kind == Kind.NEAR_DUPLICATE_OF ? Optional.of(detail) : Optional.empty();
    }

    /** In words for people; one that has none is told by its text. Names and keys are as they are, still to be escaped. */
    public String inWords() {
        return kind.words + detail;
    }

    /** What it is counted as: without what tells it from others of its kind, the other image of a duplicate. */
    public Reason counted() {
        return switch (kind) {
            case DUPLICATE_OF -> DUPLICATE;
            case NEAR_DUPLICATE_OF -> NEAR_DUPLICATE;
            default -> this;
        };
    }

    /**
     * Whether a person who asks for one of these means this reason too: without regard to case, the name of a rejected label
     * for the reason that it is contained, and any duplicate where no image is named.
     */
    public boolean isMeantBy(Collection<Reason> asked) {
        return asked.stream().anyMatch(this::isMeantBy);
    }

    private boolean isMeantBy(Reason asked) {
        return asked.text().equalsIgnoreCase(text())
                || asked.text().equalsIgnoreCase(counted().text())
                || contains(asked.text()).text().equalsIgnoreCase(text());
    }

    /** The text, as in reports. */
    @Override
    public String toString() {
        return text();
    }
}
