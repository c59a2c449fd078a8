package io.github.labelverifier.picture;

/** What is in the container that pictures share with videos (ISO/IEC 14496-12), by the brands at its beginning. */
enum BaseMedia {
    HEIC,
    AVIF,
    /** A video, or no such container. */
    OTHER;

    private static final int MOST_BRANDS = 512;

    static BaseMedia of(Head head) {
        if (!head.hasText(4, "ftyp")) {
            return OTHER;
        }
        int end = Math.min(head.int32(0), MOST_BRANDS);
        boolean heic = false;
        for (int at = 8; at + 4 <= end; at += 4) {
            // Between the major brand and the compatible ones is a version, which is none of these.
            String brand = head.ascii(at, 4);
            if (brand.equals("avif") || brand.equals("avis")) {
                return AVIF;
            }
            heic |= brand.startsWith("hei") || brand.startsWith("hev") || brand.equals("mif1") || brand.equals("msf1");
        }
        return heic ? HEIC : OTHER;
    }
}
