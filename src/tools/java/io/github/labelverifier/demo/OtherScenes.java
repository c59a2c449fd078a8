package io.github.labelverifier.demo;

import static io.github.labelverifier.demo.Shapes.blob;
import static io.github.labelverifier.demo.Shapes.ellipse;
import static io.github.labelverifier.demo.Shapes.path;
import static io.github.labelverifier.demo.Shapes.ribbon;

import io.github.labelverifier.demo.Deer.Coat;
import io.github.labelverifier.demo.Deer.Kind;
import io.github.labelverifier.demo.Deer.Pose;

/** What else a search for deer finds. */
final class OtherScenes {
    private OtherScenes() {}

    static void moviePoster(Canvas c) {
        c.shade(0, 480, "1b2a4a", "0d1526");
        c.fill(ellipse(160, 196, 112, 112), "f4b942");
        for (int i = 0; i < 7; i++) {
            c.rectangle(40, 214 + i * 14, 240, 2 + i * 1.3, "16233e");
        }
        c.fill("M 0 326 L 40 250 L 66 286 L 104 222 L 150 300 L 196 240 L 236 296 L 270 254 L 320 326 Z", "101a30");
        for (int side = -1; side <= 1; side += 2) {
            c.at(
                    160,
                    206,
                    side * 1.15,
                    1.15,
                    () -> c.fill(ribbon(5, 20, 8, 16, -12, 8, 42, -30, 7, 54, -58, 6, 50, -84, 2), "b8402c")
                            .fill(ribbon(18, -14, 6, 16, -34, 5, 22, -54, 2), "b8402c")
                            .fill(ribbon(42, -32, 6, 40, -50, 5, 36, -70, 2), "b8402c")
                            .fill(ribbon(52, -50, 6, 66, -54, 5, 74, -72, 2), "b8402c"));
        }
        c.rectangle(0, 310, 320, 170, "0d1526");
        Lettering.write(c, "OH DEER!", 160, 362, 33, 7, "f6f1e3");
        Lettering.write(c, "A FAMILY COMEDY", 160, 394, 13, 2.4, "f4b942");
        c.rectangle(34, 412, 252, 1.5, "4a5a80");
        Lettering.write(c, "THIS WINTER", 160, 436, 12, 2.2, "cfd6e6");
        Lettering.write(c, "ONLY IN CINEMAS", 160, 36, 10, 2, "cfd6e6");
        for (int i = 0; i < 4; i++) {
            c.rectangle(70 + i * 48, 454, 36, 3, "4a5a80").rectangle(76 + i * 48, 461, 24, 3, "35446a");
        }
    }

    static void girlFeedingDoe(Canvas c) {
        c.shade(0, 220, "bfe3ee", "f6f4df");
        Scenery.cloud(c, 370, 56, 52, "ffffff");
        c.fill(c.land(186, 14, 0.9, 1), "aed09a");
        Scenery.tree(c, 424, 256, 190, "74563f", "4b8a55", "69a865");
        Scenery.tree(c, 36, 244, 140, "74563f", "5a985f", "78b36c");
        c.fill(c.land(244, 7, 1, 3), "86b865");
        for (int i = 0; i < 9; i++) {
            c.rectangle(i * 60 - 12, 212, 8, 52, "b08a60");
        }
        c.rectangle(0, 222, 480, 6, "c29b6e").rectangle(0, 242, 480, 6, "c29b6e");
        c.fill(c.land(262, 4, 1, 2), "79ad5a");
        c.fill(ellipse(146, 330, 100, 8), "43703c60").fill(ellipse(346, 332, 50, 7), "43703c60");
        Deer.draw(c, Kind.DOE, Pose.WALKING, Coat.RED, 140, 328, 1.3);
        girl(c);
        Scenery.grass(c, 350, 12, 16, 80, "4f8a3f", "74a850");
    }

    private static void girl(Canvas c) {
        c.fill(ribbon(338, 262, 17, 336, 296, 14, 335, 324, 12), "3b5478")
                .fill(ribbon(360, 262, 17, 362, 296, 14, 363, 324, 12), "33496a");
        c.fill(ribbon(330, 328, 11, 342, 327, 12), "8a3b2e").fill(ribbon(358, 328, 11, 370, 327, 12), "8a3b2e");
        c.fill(ribbon(364, 180, 17, 374, 206, 13, 368, 234, 10), "c9982a");
        c.fill(ellipse(367, 238, 5.5, 5.5), "f0c3a0");
        c.fill(
                "M 328 178 C 332 166 366 166 372 178 C 378 208 380 244 384 268 L 320 268 C 324 244 324 208 328 178 Z",
                "e9b63c");
        c.fill(
                path("M 352 172 L 350 268 L 384 268 C 380 244 378 208 372 178 C 366 170 358 170 352 172 Z"),
                Canvas.color("d9a32f"));
        c.fill("M 372 118 C 388 130 386 168 372 178 C 360 178 352 170 350 160 Z", "5a3524");
        c.fill(ribbon(350, 168, 13, 349, 150, 12), "e6b48f");
        c.fill(ellipse(348, 132, 22, 25), "f0c3a0");
        c.fill(
                "M 326 126 C 324 98 374 94 376 126 C 378 140 374 156 368 160 C 368 140 362 126 350 118 C 342 122 334"
                        + " 124 326 126 Z",
                "5a3524");
        c.fill("M 322 116 C 326 92 372 90 376 116 C 360 108 340 108 322 116 Z", "c8433a")
                .fill(ellipse(350, 94, 6, 6), "f3e9d8");
        c.fill(ellipse(337, 133, 2.2, 2.6), "33241f").fill(ellipse(340, 142, 4.4, 2.6), "eda58a80");
        c.line("M 330 145 Q 335 149 341 146", 1.8, "a4553f");
        c.fill(ribbon(338, 184, 17, 312, 190, 13, 288, 174, 10), "f2c450");
        c.fill(ribbon(284, 172, 8, 276, 169, 9), "f0c3a0");
        c.fill(ellipse(270, 163, 5, 5), "d24a35").fill(ribbon(270, 159, 1.6, 272, 154, 1.4), "4b7f3a");
    }

    static void greenTractor(Canvas c) {
        c.shade(0, 200, "9fd0ea", "fbf3dc");
        Scenery.cloud(c, 96, 50, 50, "ffffff");
        Scenery.cloud(c, 388, 66, 40, "f1f7fa");
        c.fill(c.land(176, 8, 0.8, 0), "b9c57c");
        c.fill(blob(c.random, 420, 172, 36, 26, 0.3), "6f9a5c").fill(blob(c.random, 460, 176, 30, 22, 0.3), "5e8a52");
        c.fill("M 30 178 L 30 148 L 56 128 L 84 148 L 84 178 Z", "b5493a")
                .fill("M 22 151 L 56 124 L 92 151 L 86 155 L 56 132 L 28 155 Z", "7d3128");
        c.rectangle(48, 156, 18, 22, "f2e6d2");
        c.shade(196, 320, "b98350", "7d5230");
        for (int i = -8; i <= 8; i++) {
            c.line("M " + (240 + i * 20) + " 196 L " + (240 + i * 92) + " 322", 2.6, "6b4427");
        }
        c.fill(ellipse(236, 284, 160, 9), "4a2f1c90");
        c.fill(ribbon(330, 170, 5, 330, 118, 5), "3a3f3a")
                .fill(ellipse(336, 104, 9, 5, -30), "9aa09a80")
                .fill(ellipse(350, 92, 12, 7, -20), "9aa09a60");
        c.fill("M 118 170 L 126 90 L 132 82 L 214 82 L 222 90 L 240 170 Z", "2e6b34");
        c.fill("M 138 96 L 172 96 L 172 158 L 130 158 Z", "bfe2ea")
                .fill("M 182 96 L 208 96 L 224 158 L 182 158 Z", "d3edf2");
        c.rectangle(118, 76, 112, 9, "265a2c");
        c.fill("M 222 156 L 362 164 C 374 166 378 176 378 190 L 378 232 L 222 240 Z", "3f8f45");
        c.fill("M 222 156 L 362 164 C 368 165 372 168 374 174 L 222 172 Z", "55a75a");
        c.rectangle(352, 184, 22, 34, "274f2b");
        for (int i = 0; i < 4; i++) {
            c.rectangle(354, 188 + i * 8, 18, 2.4, "6fb573");
        }
        c.fill(ellipse(374, 178, 4, 5), "fff4c2");
        c.rectangle(236, 182, 104, 8, "f3ecd9");
        c.fill("M 84 232 C 84 160 196 152 206 232 L 222 240 L 222 200 L 120 160 Z", "347a3a");
        wheel(c, 146, 226, 58);
        wheel(c, 338, 246, 38);
    }

    private static void wheel(Canvas c, double x, double y, double radius) {
        for (int i = 0; i < 18; i++) {
            c.turned(
                    x,
                    y,
                    i * 20,
                    () -> c.rectangle(x - radius * 0.09, y - radius * 1.06, radius * 0.18, radius * 0.3, "23211f"));
        }
        c.fill(ellipse(x, y, radius, radius), "2c2a28").fill(ellipse(x, y, radius * 0.62, radius * 0.62), "efe6cf");
        c.fill(ellipse(x, y, radius * 0.5, radius * 0.5), "ddd2b6")
                .fill(ellipse(x, y, radius * 0.2, radius * 0.2), "8d8266");
        for (int i = 0; i < 6; i++) {
            double angle = i * Math.PI / 3;
            c.fill(
                    ellipse(
                            x + Math.cos(angle) * radius * 0.36,
                            y + Math.sin(angle) * radius * 0.36,
                            radius * 0.05,
                            radius * 0.05),
                    "8d8266");
        }
    }

    static void venisonStew(Canvas c) {
        c.rectangle(0, 0, 400, 400, "efe6d8");
        for (int i = 0; i < 8; i++) {
            c.rectangle(i * 50, 0, 25, 400, "c8453a4c").rectangle(0, i * 50, 400, 25, "c8453a4c");
        }
        c.fill(ellipse(206, 214, 158, 156), "00000030").fill(ellipse(200, 204, 156, 154), "f7f3ea");
        c.fill(ellipse(200, 204, 138, 136), "e0d8c8")
                .fill(ellipse(200, 204, 128, 126), "6b3320")
                .fill(ellipse(196, 200, 118, 115), "7f3f25");
        for (int i = 0; i < 34; i++) {
            double angle = c.between(0, 2 * Math.PI);
            double away = c.between(0, 104);
            c.fill(
                    ellipse(
                            200 + Math.cos(angle) * away,
                            204 + Math.sin(angle) * away,
                            c.between(2, 5),
                            c.between(1.5, 3)),
                    "b8702f90");
        }
        double[][] chunks = {
            {140, 150}, {206, 130}, {262, 172}, {150, 226}, {216, 210}, {270, 246}, {190, 280}, {118, 196}, {246, 292}
        };
        for (double[] at : chunks) {
            c.fill(blob(c.random, at[0] + 2, at[1] + 4, 30, 25, 0.35), "3f1c10");
            c.fill(blob(c.random, at[0], at[1], 29, 23, 0.35), "5c2b1a");
            c.fill(blob(c.random, at[0] - 4, at[1] - 5, 17, 11, 0.4), "7a3e27");
        }
        for (double[] at :
                new double[][] {{172, 178}, {240, 138}, {244, 224}, {146, 262}, {290, 204}, {214, 252}, {116, 166}}) {
            c.fill(ellipse(at[0] + 1, at[1] + 3, 15, 14), "8a3f10")
                    .fill(ellipse(at[0], at[1], 15, 14), "ea7e2a")
                    .fill(ellipse(at[0], at[1], 8, 7.4), "f59c4b");
        }
        for (double[] at : new double[][] {{186, 234}, {222, 172}, {160, 120}, {270, 276}, {128, 232}}) {
            c.fill(blob(c.random, at[0], at[1], 16, 13, 0.3), "e9cf88")
                    .fill(blob(c.random, at[0] - 2, at[1] - 3, 10, 7, 0.3), "f5e3ac");
        }
        for (double[] at : new double[][] {{200, 196}, {212, 188}, {206, 206}, {190, 188}, {258, 258}, {140, 190}}) {
            c.fill(blob(c.random, at[0], at[1], 9, 8, 0.9), "4f8f3a")
                    .fill(blob(c.random, at[0] - 2, at[1] - 2, 4, 4, 0.8), "7dbb55");
        }
        c.fill(ribbon(352, 396, 13, 352, 330, 9, 356, 262, 7), "8d9299")
                .fill(ellipse(358, 232, 17, 28), "a7adb4")
                .fill(ellipse(356, 230, 12, 22), "c9ced3");
        c.fill(ellipse(46, 46, 30, 30), "00000020")
                .fill(ellipse(42, 42, 30, 30), "b98a4f")
                .fill(ellipse(42, 42, 24, 24), "d9b274");
        for (int i = 0; i < 12; i++) {
            c.fill(ellipse(c.between(28, 58), c.between(28, 58), 3, 3), i % 2 == 0 ? "33261f" : "5a4636");
        }
    }

    static void hunterInForest(Canvas c) {
        c.shade(0, 360, "c7cfae", "e9e2bd");
        for (int i = 0; i < 12; i++) {
            double x = i * 42 + c.between(-12, 12);
            c.fill(ribbon(x, 270, 12, x + 2, 130, 10, x, -20, 9), "a9ae86");
        }
        for (int i = 0; i < 14; i++) {
            c.fill(
                    blob(c.random, c.between(0, 480), c.between(-10, 70), c.between(30, 56), c.between(20, 34), 0.4),
                    i % 2 == 0 ? "8ea067a0" : "a8b076a0");
        }
        c.fill(c.land(256, 6, 1, 0), "a59a5c");
        for (double x : new double[] {30, 128, 396, 458}) {
            c.fill(ribbon(x, 316, 34, x + 3, 180, 25, x - 3, -20, 23), "5d4a36");
            c.fill(ribbon(x + 8, 312, 10, x + 10, 180, 7, x + 5, -20, 6), "4a3a2b");
        }
        for (int i = 0; i < 9; i++) {
            c.fill(
                    blob(c.random, c.between(0, 480), c.between(-14, 40), c.between(40, 70), c.between(24, 36), 0.4),
                    i % 2 == 0 ? "5f7a3f" : "76904a");
        }
        c.fill(c.land(300, 7, 0.9, 2), "8b7f45");
        hunter(c);
        c.fill(c.land(336, 5, 1.4, 1), "6f6a37");
        for (double[] at : new double[][] {{62, 330}, {76, 336}, {380, 334}}) {
            c.fill(ribbon(at[0], at[1] + 8, 6, at[0], at[1], 5), "f0e6d2")
                    .fill(path(cap(at[0], at[1])), Canvas.color("b5532f"));
        }
        Scenery.grass(c, 350, 12, 26, 110, "55702f", "6f8a3c", "8c9a4c");
    }

    private static String cap(double x, double y) {
        return "M " + (x - 9) + " " + (y + 2) + " C " + (x - 8) + " " + (y - 10) + " " + (x + 8) + " " + (y - 10) + " "
                + (x + 9) + " " + (y + 2) + " Z";
    }

    private static void hunter(Canvas c) {
        c.fill(ellipse(262, 330, 60, 7), "4c452680");
        c.fill(ribbon(246, 220, 24, 240, 268, 19, 234, 316, 16), "4d4a33")
                .fill(ribbon(276, 220, 24, 284, 266, 19, 292, 316, 16), "434029");
        c.fill(ribbon(222, 326, 13, 240, 323, 15), "33261d").fill(ribbon(288, 324, 15, 306, 326, 13), "33261d");
        c.fill(ribbon(297, 126, 9, 312, 66, 6, 322, 30, 4.6), "3a332e")
                .fill(ribbon(281, 192, 13, 290, 158, 9, 298, 124, 7), "6d4529");
        c.fill(
                "M 226 122 C 236 108 288 108 298 122 C 304 158 302 200 300 236 L 224 236 C 222 200 220 158 226 122 Z",
                "5f6b3f");
        c.fill("M 234 116 L 290 116 L 294 222 L 230 222 Z", "e8742a");
        c.fill("M 258 116 L 266 116 L 268 222 L 256 222 Z", "5f6b3f");
        c.rectangle(231, 166, 26, 6, "f7e7a0").rectangle(267, 166, 27, 6, "f7e7a0");
        c.line("M 238 118 L 286 200", 4, "3b2c20");
        c.fill(ribbon(294, 130, 20, 306, 164, 17, 292, 194, 14), "54603a").fill(ellipse(288, 198, 8, 7), "e2ae88");
        c.fill(ribbon(230, 130, 20, 218, 170, 17, 216, 208, 14), "66734a").fill(ellipse(216, 214, 8, 8), "e2ae88");
        c.fill(ribbon(262, 112, 16, 262, 98, 15), "d09b76").fill(ellipse(262, 82, 20, 23), "e2ae88");
        c.fill("M 242 84 C 244 112 280 112 282 84 C 278 94 270 96 262 94 C 254 96 246 94 242 84 Z", "6b4a33");
        c.fill("M 238 72 C 236 44 288 44 286 72 C 270 64 254 64 238 72 Z", "e8742a")
                .fill("M 230 74 C 246 62 278 62 294 74 C 278 70 246 70 230 74 Z", "c65d1d");
        c.fill(ellipse(254, 80, 2.2, 2.6), "2f221c")
                .fill(ellipse(270, 80, 2.2, 2.6), "2f221c")
                .fill(ellipse(262, 88, 3, 4), "cf9770");
    }

    static void breweryLogo(Canvas c) {
        c.rectangle(0, 0, 400, 300, "faf6ec");
        c.fill(ellipse(200, 128, 106, 106), "20423a").line(ellipse(200, 128, 97, 97), 2.4, Canvas.color("e2b04a"));
        for (int side = -1; side <= 1; side += 2) {
            c.at(
                    200,
                    0,
                    side,
                    1,
                    () -> c.fill(ribbon(8, 128, 8, 20, 106, 8, 44, 94, 7, 54, 60, 3), "e2b04a")
                            .fill(ribbon(22, 106, 6, 18, 84, 5, 24, 62, 2), "e2b04a")
                            .fill(ribbon(40, 96, 6, 38, 78, 4.6, 40, 60, 2), "e2b04a")
                            .fill(ribbon(50, 84, 6, 62, 82, 4.6, 68, 70, 2), "e2b04a")
                            .fill("M 14 134 C 28 120 46 118 56 124 C 48 138 32 144 16 144 Z", "e2b04a"));
        }
        c.fill(
                "M 200 118 C 220 118 224 134 218 152 C 214 166 216 184 200 198 C 184 184 186 166 182 152 C 176 134 180"
                        + " 118 200 118 Z",
                "e2b04a");
        c.fill("M 192 180 Q 200 174 208 180 Q 206 190 200 193 Q 194 190 192 180 Z", "20423a");
        c.fill(ellipse(189, 150, 3, 3), "20423a").fill(ellipse(211, 150, 3, 3), "20423a");
        Lettering.write(c, "STAG ALE", 200, 276, 26, 5, "20423a");
    }
}
