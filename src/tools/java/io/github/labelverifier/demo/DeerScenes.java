package io.github.labelverifier.demo;

import static io.github.labelverifier.demo.Shapes.blob;
import static io.github.labelverifier.demo.Shapes.ellipse;
import static io.github.labelverifier.demo.Shapes.path;
import static io.github.labelverifier.demo.Shapes.ribbon;

import io.github.labelverifier.demo.Deer.Coat;
import io.github.labelverifier.demo.Deer.Kind;
import io.github.labelverifier.demo.Deer.Pose;

/** The pictures that belong into a folder of deer. */
final class DeerScenes {
    private DeerScenes() {}

    static void stagAtForestEdge(Canvas c) {
        c.shade(0, 250, "f7d9a8", "fdf3d8").glow(120, 110, 190, "fff6d5ff");
        c.fill(ellipse(120, 110, 34, 34), "fff9e6");
        c.fill(c.land(170, 14, 1.2, 0.4), "c9d3ae");
        Scenery.firRow(c, 215, 62, 22, "9db894");
        Scenery.firRow(c, 245, 92, 30, "6f9a7c");
        c.fill(c.land(246, 6, 1.1, 2), "a9bf6a");
        for (double[] fir : new double[][] {{382, 268, 170}, {474, 284, 250}}) {
            Scenery.fir(c, fir[0], fir[1], fir[2], "477a60");
        }
        for (double[] fir : new double[][] {{428, 296, 262}, {6, 292, 262}}) {
            Scenery.fir(c, fir[0], fir[1], fir[2], "2b5745");
        }
        c.fill(c.land(286, 7, 0.9, 0.2), "7fa04c");
        c.fill(ellipse(226, 322, 110, 9), "4d6b3270");
        Deer.draw(c, Kind.STAG, Pose.ALERT, Coat.RED, 240, 322, -1.12);
        c.fill(c.land(330, 6, 1.6, 1), "5c8440");
        Scenery.grass(c, 346, 14, 26, 90, "4a7237", "6a9445", "86a94f");
    }

    static void doeInMeadow(Canvas c) {
        c.shade(0, 220, "8ccbe8", "e3f4f2");
        Scenery.cloud(c, 90, 62, 58, "ffffff");
        Scenery.cloud(c, 360, 46, 44, "f1f7fa");
        c.fill(c.land(176, 22, 0.8, 2.6), "b8d9a0");
        c.fill(c.land(206, 16, 1.1, 0.3), "97c57d");
        Scenery.tree(c, 84, 250, 168, "7a5a40", "4f8f4f", "6fae5b");
        Scenery.tree(c, 22, 236, 110, "7a5a40", "5b9b58", "7fba66");
        c.fill(c.land(244, 9, 0.9, 4), "7db65c");
        c.fill(ellipse(268, 316, 100, 8), "3f743e60");
        Deer.draw(c, Kind.DOE, Pose.WALKING, Coat.RED, 262, 314, 1.3);
        c.fill(c.land(332, 5, 1.3, 2), "65a04c");
        Scenery.grass(c, 346, 14, 20, 90, "4f8a3f", "74b255", "8fc565");
        for (int i = 0; i < 16; i++) {
            Scenery.flower(
                    c,
                    c.between(6, 474),
                    c.between(326, 354),
                    c.between(3.4, 5.4),
                    i % 3 == 0 ? "ffffff" : "e4573d",
                    "f5c542");
        }
    }

    static void fawnAmongFlowers(Canvas c) {
        c.shade(0, 400, "d6ecc0", "f4f7cf").glow(300, 80, 260, "fffbe0ff");
        for (int i = 0; i < 16; i++) {
            double radius = c.between(14, 46);
            c.fill(ellipse(c.between(0, 400), c.between(0, 250), radius, radius), i % 2 == 0 ? "ffffff38" : "a9d38a40");
        }
        c.fill(c.land(300, 10, 1, 1), "a8cf7c");
        Scenery.grass(c, 330, 16, 70, 60, "9cc773", "b4d688");
        Deer.draw(c, Kind.FAWN, Pose.ALERT, Coat.FAWN, 186, 372, 1.62);
        Scenery.grass(c, 404, 14, 92, 80, "4d8b45", "6aa852", "86bd5f");
        for (int i = 0; i < 13; i++) {
            double x = 14 + i * 31 + c.between(-8, 8);
            double y = c.between(306, 372);
            c.line("M " + x + " 402 Q " + (x + 4) + " " + (y + 30) + " " + x + " " + y, 2.4, "4d8b45");
            Scenery.flower(
                    c, x, y, c.between(8, 12), i % 3 == 0 ? "f7a8c0" : i % 3 == 1 ? "ffffff" : "b79be0", "f6c445");
        }
        butterfly(c, 364, 104, 1.2, "f2954b");
        butterfly(c, 84, 92, 0.9, "6fa8dc");
    }

    private static void butterfly(Canvas c, double x, double y, double size, String hex) {
        c.at(
                x,
                y,
                size,
                size,
                () -> c.turned(
                        0,
                        0,
                        20,
                        () -> c.fill(ellipse(-9, -7, 9, 7, 35), hex)
                                .fill(ellipse(9, -7, 9, 7, -35), hex)
                                .fill(ellipse(-6, 6, 6, 5, -30), hex)
                                .fill(ellipse(6, 6, 6, 5, 30), hex)
                                .fill(ellipse(0, 0, 1.6, 9), "40302a")));
    }

    static void stagInSnow(Canvas c) {
        c.shade(0, 230, "b7cfe4", "eef4f8");
        c.fill(c.land(120, 24, 0.9, 1), "d5e2ee");
        Scenery.firRow(c, 190, 62, 24, "a7bfd0");
        c.fill(c.land(186, 7, 0.8, 1.4), "e6eef5");
        for (double[] fir : new double[][] {{36, 246, 196}, {94, 242, 140}, {448, 250, 232}, {390, 244, 154}}) {
            Scenery.snowyFir(c, fir[0], fir[1], fir[2], "4c7480");
        }
        c.fill(c.land(232, 8, 1, 0), "ffffff");
        c.fill(ellipse(232, 282, 96, 8), "a9c0d6a0");
        Deer.draw(c, Kind.STAG, Pose.WALKING, Coat.WINTER, 222, 281, 1.06);
        c.fill(c.land(292, 6, 1.4, 3), "e7eff7");
        for (int i = 0; i < 6; i++) {
            c.fill(ellipse(26 + i * 24, 300 - (i % 2) * 7, 5, 2.4), "bfd0e2");
        }
        Scenery.snowfall(c, 110);
    }

    static void stagAtDusk(Canvas c) {
        c.shade(0, 190, "5b2a5e", "e8663f").shade(190, 300, "e8663f", "ffc46b");
        c.glow(286, 190, 170, "ffe7a0c0").fill(ellipse(286, 190, 66, 66), "ffe9ad");
        for (double[] bar : new double[][] {{70, 84, 90}, {400, 62, 110}, {180, 120, 70}}) {
            c.fill(ellipse(bar[0], bar[1], bar[2], 4), "f6a06a90");
        }
        c.fill(c.land(226, 14, 1, 2), "8c3a56");
        Scenery.firRow(c, 250, 50, 26, "5f2a4e");
        Scenery.fir(c, 40, 268, 200, "2a1530");
        Scenery.fir(c, 88, 270, 130, "2a1530");
        Scenery.fir(c, 452, 276, 150, "2a1530");
        c.fill(
                path("M -4 304 L -4 252 C 120 262 200 236 300 238 C 380 240 430 262 486 268 L 486 304 Z"),
                Canvas.color("2a1530"));
        Deer.draw(c, Kind.STAG, Pose.ALERT, Coat.silhouette("2a1530"), 286, 243, 0.84);
        Scenery.grass(c, 256, 12, 13, 120, "2a1530");
        Scenery.birds(c, 150, 66, 8, 4, "3a1a3c");
    }

    static void doeAtLake(Canvas c) {
        c.shade(0, 190, "a4d4ea", "f4efe0");
        c.fill("M -2 190 L 70 88 L 112 136 L 190 44 L 262 132 L 310 92 L 400 190 Z", "8aa7bd");
        c.fill("M 190 44 L 162 77 L 178 74 L 190 86 L 204 72 L 220 81 Z", "ffffff");
        c.fill("M 70 88 L 54 111 L 66 106 L 76 114 L 88 109 Z", "ffffff");
        c.fill("M 230 190 L 350 76 L 420 130 L 486 96 L 486 190 Z", "9db7c6");
        c.fill("M 350 76 L 326 99 L 342 96 L 352 108 L 368 98 L 378 98 Z", "ffffff");
        Scenery.firRow(c, 192, 34, 12, "557f74");
        c.shade(190, 360, "8fc3d6", "3f87a6");
        c.fill("M 30 190 L 190 296 L 330 190 Z", "7faac0a0").fill("M 260 190 L 352 274 L 470 190 Z", "89b4c8a0");
        for (int i = 0; i < 26; i++) {
            c.fill(ellipse(c.between(0, 480), c.between(200, 330), c.between(12, 44), 1.1), "ffffff58");
        }
        c.fill(
                "M -2 362 L -2 282 C 60 284 150 298 214 308 C 240 313 250 320 232 324 C 180 332 150 344 160 362 Z",
                "7aa256");
        c.fill("M -2 362 L -2 310 C 50 312 120 322 150 334 C 130 344 124 352 126 362 Z", "5f8a45");
        Deer.draw(c, Kind.DOE, Pose.DRINKING, Coat.RED, 152, 304, 1.14);
        for (int i = 0; i < 4; i++) {
            c.line(ellipse(266, 312, 8 + i * 9, 1.8 + i * 2), 1.1, Canvas.color("ffffff90"));
        }
        reeds(c, 408, 362, 16);
        Scenery.grass(c, 352, 10, 22, 24, "4f7a3b", "7fa658");
    }

    private static void reeds(Canvas c, double x, double foot, int count) {
        for (int i = 0; i < count; i++) {
            double at = x + i * 4.6;
            double top = foot - c.between(60, 132);
            double lean = c.between(-10, 14);
            c.fill(
                    ribbon(at, foot, 3, at + lean * 0.3, (foot + top) / 2, 2.4, at + lean, top, 0.8),
                    i % 2 == 0 ? "4f7f4a" : "6d9a55");
            if (i % 3 == 0) {
                c.fill(ribbon(at + lean, top - 2, 6, at + lean * 1.1, top - 20, 6), "7a4f30");
            }
        }
    }

    static void deerCrossingRoad(Canvas c) {
        c.shade(0, 170, "bcd6dc", "f3efdc");
        c.fill(c.land(140, 16, 0.7, 2), "a9c3b4");
        Scenery.firRow(c, 172, 58, 15, "4e7f67");
        c.fill(c.land(166, 3, 0.8, 0), "a5bd6c");
        c.fill("M 214 166 L 240 166 L 452 362 L 30 362 Z", "6c7078");
        c.fill("M 214 166 L 216.5 166 L 52 362 L 36 362 Z", "e9e6da")
                .fill("M 237.5 166 L 240 166 L 446 362 L 430 362 Z", "e9e6da");
        for (double[] dash : new double[][] {{178, 186, 1.2}, {200, 216, 2}, {236, 262, 3.2}, {292, 336, 5}}) {
            c.fill(
                    ribbon(
                            227 + (dash[0] - 166) * 0.07,
                            dash[0],
                            dash[2],
                            227 + (dash[1] - 166) * 0.07,
                            dash[1],
                            dash[2] * 1.4),
                    "f4f1e4");
        }
        for (double[] post : new double[][] {{96, 262, 1.5}, {290, 186, 0.6}}) {
            c.at(
                    post[0],
                    post[1],
                    post[2],
                    post[2],
                    () -> c.rectangle(-3, -22, 6, 24, "f6f4ec").rectangle(-3, -17, 6, 5, "c0392b"));
        }
        c.fill(ellipse(244, 232, 40, 3.4), "45484f80");
        Deer.draw(c, Kind.DOE, Pose.WALKING, Coat.RUSSET, 240, 232, 0.5);
        Deer.draw(c, Kind.STAG, Pose.WALKING, Coat.RUSSET, 156, 226, 0.52);
        Deer.draw(c, Kind.FAWN, Pose.WALKING, Coat.FAWN, 314, 234, 0.36);
        crossingSign(c, 402, 346);
        Scenery.grass(c, 358, 10, 18, 50, "7f9c4b", "97b45a");
    }

    private static void crossingSign(Canvas c, double x, double foot) {
        c.rectangle(x - 3, foot - 180, 6, 186, "8d8f93");
        c.turned(
                x,
                foot - 196,
                45,
                () -> c.rectangle(x - 36, foot - 232, 72, 72, "2b2b2b")
                        .rectangle(x - 33, foot - 229, 66, 66, "f6c12d"));
        Deer.draw(c, Kind.STAG, Pose.LEAPING, Coat.silhouette("2b2b2b"), x - 1, foot - 171, 0.235);
    }

    static void doeAndFawn(Canvas c) {
        c.shade(0, 360, "fdeec4", "f4cf8e").glow(250, 120, 250, "fffbe8ff");
        for (int i = 0; i < 9; i++) {
            Scenery.birch(c, i * 56 + c.between(-14, 14), 262, c.between(7, 12), "f3dfb2", "d9bd88");
        }
        for (int i = 0; i < 16; i++) {
            c.fill(
                    blob(c.random, c.between(0, 480), c.between(-10, 74), c.between(24, 52), c.between(16, 30), 0.4),
                    i % 2 == 0 ? "e3c56f90" : "cdbb6a90");
        }
        c.fill(c.land(258, 6, 1, 0), "cfc06c");
        Scenery.birch(c, 44, 300, 22, "fbf6ea", "5b5048");
        Scenery.birch(c, 442, 310, 26, "fbf6ea", "5b5048");
        Scenery.birch(c, 98, 286, 14, "f4ecd8", "7d7062");
        c.fill(c.land(292, 6, 0.8, 2), "a3a551");
        c.fill(ellipse(262, 330, 150, 9), "6d733c70");
        Deer.draw(c, Kind.DOE, Pose.ALERT, Coat.RED, 196, 328, 1.22);
        Deer.draw(c, Kind.FAWN, Pose.ALERT, Coat.FAWN, 352, 334, -0.84);
        c.fill(c.land(340, 4, 1.4, 1), "838d42");
        Scenery.grass(c, 352, 10, 22, 90, "6c7a38", "98a04a", "b5ae58");
    }

    static void stagInAutumn(Canvas c) {
        c.shade(0, 480, "f9d08b", "f2a65a").glow(180, 180, 230, "fff0c8ff");
        String[] far = {"e9a45c", "e2924d", "efb468"};
        for (int i = 0; i < 8; i++) {
            Scenery.tree(c, i * 52 + c.between(-14, 14), 366, c.between(245, 300), "b98257", far[i % 3], "f3bf74");
        }
        Scenery.mist(c, 322, 60, "fbe3b8d0");
        Scenery.tree(c, 26, 380, 360, "5d3a2a", "b5481f", "d9692b");
        Scenery.tree(c, 344, 372, 320, "5d3a2a", "c2571f", "e58b33");
        c.fill(c.land(356, 8, 0.9, 0.5), "c87a36");
        c.fill(ellipse(176, 424, 110, 9), "7a421e80");
        Deer.draw(c, Kind.STAG, Pose.BELLOWING, Coat.RUSSET, 172, 424, 1.24);
        for (int i = 0; i < 5; i++) {
            c.fill(ellipse(286 + i * 13, 214 - i * 9, 7 + i * 2.4, 5 + i * 1.8), "ffffff50");
        }
        c.fill(c.land(440, 6, 1.2, 2), "a95c27");
        String[] leaves = {"d9481f", "f0a02f", "8f3d1a", "e8742a"};
        for (int i = 0; i < 110; i++) {
            double y = i < 34 ? c.between(30, 420) : c.between(430, 478);
            c.fill(
                    ellipse(c.between(0, 360), y, c.between(3, 5), c.between(1.6, 2.6), c.between(0, 180)),
                    leaves[i % 4]);
        }
    }

    static void leapByMoonlight(Canvas c) {
        c.shade(0, 300, "101c3f", "3f5f8c");
        Scenery.stars(c, 170, 90);
        c.glow(356, 76, 130, "dfe9ff90").fill(ellipse(356, 76, 40, 40), "f4f2df");
        c.fill(ellipse(344, 66, 8, 8), "e2dfc8")
                .fill(ellipse(368, 88, 11, 11), "e2dfc8")
                .fill(ellipse(372, 60, 5, 5), "e2dfc8");
        c.fill(c.land(176, 18, 0.8, 3), "2b4570");
        Scenery.firRow(c, 214, 76, 24, "1f3559");
        Scenery.mist(c, 206, 26, "8fa9cf80");
        c.fill(c.land(222, 4, 0.9, 1), "1d3150");
        Scenery.fir(c, 18, 280, 240, "0f1e36");
        Scenery.fir(c, 464, 284, 190, "0f1e36");
        Deer.draw(c, Kind.STAG, Pose.LEAPING, Coat.of("76706f", "4c4f60", "c6cddc", "2c3144"), 214, 240, 0.9);
        c.fill(ribbon(168, 268, 22, 250, 262, 24, 330, 270, 20), "3a3640");
        c.fill(ellipse(332, 270, 8, 10), "6d6470").fill(ellipse(332, 270, 4.5, 6), "877d88");
        c.fill(c.land(276, 4, 1.2, 2), "12233d");
        Scenery.grass(c, 286, 8, 16, 100, "0d1a2f", "1c3350");
    }

    /** The head from the front, flat and symmetrical. */
    static void stagPortrait(Canvas c) {
        c.at(0, 0, c.width / 480.0, c.width / 480.0, () -> portrait(c));
    }

    private static void portrait(Canvas c) {
        c.rectangle(0, 0, 480, 360, "2f6f6b");
        c.fill(ellipse(240, 196, 150, 150), "f2c879");
        c.fill(ellipse(240, 196, 126, 126), "f6d796");
        for (int side = -1; side <= 1; side += 2) {
            sprigs(c, side);
            c.at(240, 0, side, 1, () -> {
                c.fill(ribbon(20, 150, 13, 34, 118, 12, 66, 96, 11, 92, 66, 9, 92, 28, 3), "6a4630");
                c.fill(ribbon(33, 122, 10, 24, 96, 8, 30, 64, 2.5), "6a4630");
                c.fill(ribbon(64, 98, 9, 60, 72, 7, 62, 40, 2.5), "6a4630");
                c.fill(ribbon(84, 78, 9, 112, 70, 7, 130, 44, 2.5), "6a4630");
                c.fill("M 28 172 C 50 140 96 132 122 142 C 112 172 74 194 36 190 Z", "a85c33");
                c.fill("M 40 172 C 60 152 90 146 110 148 C 98 168 70 184 44 182 Z", "f0c9a0");
            });
        }
        c.fill("M 146 362 C 152 306 196 276 206 200 L 274 200 C 284 276 328 306 334 362 Z", "8a4728");
        c.fill("M 196 362 C 204 316 214 296 240 268 C 266 296 276 316 284 362 Z", "f3dcbb");
        c.fill(
                "M 240 132 C 276 132 292 154 288 182 C 286 206 272 222 268 250 C 266 278 256 294 240 294 C 224 294 214"
                        + " 278 212 250 C 208 222 194 206 192 182 C 188 154 204 132 240 132 Z",
                "b9693b");
        c.fill(
                "M 240 132 C 256 146 252 180 252 206 C 252 228 256 238 256 250 L 224 250 C 224 238 228 228 228 206 C"
                        + " 228 180 224 146 240 132 Z",
                "a2552d");
        c.fill("M 212 250 C 222 240 258 240 268 250 C 266 278 256 294 240 294 C 224 294 214 278 212 250 Z", "f3dcbb");
        c.fill("M 222 252 C 228 244 252 244 258 252 C 258 264 248 272 240 272 C 232 272 222 264 222 252 Z", "2b1c19");
        c.line("M 240 272 L 240 280 M 230 284 Q 240 278 250 284", 2.4, "2b1c19");
        c.fill(ellipse(233, 252, 5, 2.4), "6d5750");
        for (int side = -1; side <= 1; side += 2) {
            c.at(
                    240,
                    0,
                    side,
                    1,
                    () -> c.fill(ellipse(34, 186, 10, 9, 20), "f3dcbb")
                            .fill(ellipse(34, 186, 7.4, 7.4), "2b1c19")
                            .fill(ellipse(36, 183, 2.2, 2.2), "ffffff"));
        }
    }

    private static void sprigs(Canvas c, int side) {
        c.at(240, 0, side, 1, () -> {
            c.line("M 232 372 C 200 320 196 270 206 214", 3, "1d4f4c");
            for (int i = 0; i < 7; i++) {
                double y = 350 - i * 22;
                double x = 218 - i * 3.2 + i * i * 0.35;
                c.fill(ellipse(x - 18, y - 8, 18, 7, 28), i % 2 == 0 ? "4f9a86" : "3d8676");
                c.fill(ellipse(x + 20, y - 12, 18, 7, -32), i % 2 == 0 ? "3d8676" : "4f9a86");
            }
        });
    }

    /** So far away that only the field is sure. */
    static void distantHerd(Canvas c) {
        c.shade(0, 170, "7fbbe0", "e9f3ee");
        Scenery.cloud(c, 110, 52, 70, "ffffff");
        Scenery.cloud(c, 330, 80, 92, "f1f7fa");
        Scenery.cloud(c, 430, 34, 46, "f1f7fa");
        c.fill(c.land(160, 8, 0.8, 1), "9fb9b8");
        c.fill(c.land(172, 6, 1.1, 3), "b9c487");
        for (int i = 0; i < 15; i++) {
            c.fill(blob(c.random, 300 + i * 13 + c.between(-4, 4), 180 - c.between(0, 4), 10, 7, 0.3), "6c9064");
        }
        c.shade(184, 320, "d8cf7d", "a9b455");
        for (int i = 0; i < 11; i++) {
            double x = 150 + i * 15 + c.between(-5, 5);
            double y = 214 + c.between(-7, 9);
            double size = i % 2 == 0 ? 0.095 : -0.095;
            Deer.draw(
                    c,
                    i % 4 == 1 ? Kind.STAG : Kind.DOE,
                    i % 3 == 0 ? Pose.GRAZING : i % 3 == 1 ? Pose.ALERT : Pose.WALKING,
                    Coat.silhouette("7d5636"),
                    x,
                    y,
                    size);
        }
        for (int i = 0; i < 5; i++) {
            c.fill(c.land(236 + i * 18, 4, 1.3 + i * 0.2, i * 1.7), i % 2 == 0 ? "b5b95c60" : "c9c46c60");
        }
        Scenery.grass(c, 312, 16, 24, 150, "8a9a45", "b3b65a", "cfc672");
    }

    /** Hardly more than a guess. */
    static void deerInFog(Canvas c) {
        c.shade(0, 360, "c9cfd2", "dfe2e1");
        for (int i = 0; i < 9; i++) {
            Scenery.birch(c, i * 58 + c.between(-20, 20), 268, c.between(7, 14), "bcc3c6", "b4bbbf");
        }
        Scenery.mist(c, 170, 120, "d6dadbc0");
        c.fill(c.land(262, 6, 0.8, 1), "c3c9c8");
        Deer.draw(c, Kind.STAG, Pose.ALERT, Coat.silhouette("adb5b8"), 262, 274, 0.66);
        Deer.draw(c, Kind.DOE, Pose.GRAZING, Coat.silhouette("b6bdbf"), 140, 268, -0.52);
        Scenery.mist(c, 250, 60, "dde0e0e0");
        Scenery.mist(c, 150, 50, "dde0e0b0");
        Scenery.birch(c, 418, 372, 20, "a9b1b4", "9aa3a7");
        c.shade(270, 360, "d9dddc00", "e4e6e5ff");
    }

    /** A thumbnail as animations on the web begin. */
    static void smallRun(Canvas c) {
        c.rectangle(0, 0, 120, 90, "dfe9c8").fill(c.land(66, 3, 1, 0), "8fb565");
        Deer.draw(c, Kind.DOE, Pose.LEAPING, Coat.RED, 56, 74, 0.38);
    }
}
