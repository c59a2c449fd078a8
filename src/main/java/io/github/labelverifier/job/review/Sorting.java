package io.github.labelverifier.job.review;

import io.github.labelverifier.verdict.Badness;

/** An order of images. */
enum Sorting {
    /** Those first that fit least. */
    SCORE {
        @Override
        long keyOf(Row row) {
            // Positive doubles sort like their bits.
            return Double.doubleToLongBits(Badness.MOST - row.badness());
        }
    },
    /** The largest first. */
    SIZE {
        @Override
        long keyOf(Row row) {
            return Long.MAX_VALUE - row.size();
        }
    },
    /** The newest first. */
    DATE {
        @Override
        long keyOf(Row row) {
            return Long.MAX_VALUE - Math.max(0, row.modified());
        }
    },
    /** By the bytes of the keys, as a listing has them. */
    NAME {
        @Override
        long keyOf(Row row) {
            return row.nameRank();
        }
    };

    /** A number, not below zero, of which the lowest comes first. */
    abstract long keyOf(Row row);
}
