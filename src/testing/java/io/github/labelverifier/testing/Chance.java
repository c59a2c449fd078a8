package io.github.labelverifier.testing;

/** Repeatable randomness without a sequence. */
final class Chance {
    private Chance() {}

    /** A number from 0 up to, but not including, 1 that depends on nothing but the arguments. */
    static double draw(long seed, String name, long count) {
        long bits = mix(seed * 0x9E3779B97F4A7C15L + count);
        for (int i = 0; i < name.length(); i++) {
            bits = mix(bits ^ name.charAt(i));
        }
        return (bits >>> 11) * 0x1.0p-53;
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long bits) {
        long mixed = bits + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
