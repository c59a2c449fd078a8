package io.github.labelverifier.demo;

import static io.github.labelverifier.demo.Shapes.ellipse;
import static io.github.labelverifier.demo.Shapes.ribbon;

/** Animals that are named for deer, and are none: a rule must look twice to tell. */
final class LookAlikeScenes {
    private LookAlikeScenes() {}

    static void deerhound(Canvas c) {
        c.shade(0, 200, "b9c9d6", "eef0ea");
        Scenery.cloud(c, 110, 58, 60, "ffffff");
        Scenery.cloud(c, 350, 80, 46, "f4f6f7");
        c.fill(c.land(150, 30, 0.8, 1.2), "9aa3b5");
        c.fill(c.land(200, 18, 1, 0.4), "8b7f99");
        c.fill(c.land(250, 8, 1.2, 2), "7d6a86");
        c.fill(ellipse(236, 322, 104, 9), "4a3d5080");
        Hound.draw(c, "8d8f94", 228, 320, 1.5);
        Scenery.grass(c, 340, 12, 20, 80, "6f5a7a", "8a7396", "5f6b45");
    }

    static void deerMouse(Canvas c) {
        c.shade(0, 360, "e9dcc3", "cbb58f");
        for (int i = 0; i < 40; i++) {
            double x = c.between(0, 480);
            double y = c.between(230, 350);
            c.line("M %s %s L %s %s".formatted(x, y, x + c.between(-60, 60), y + c.between(-14, 14)), 2.2, "b3955c");
        }
        c.fill(ellipse(236, 284, 120, 12), "6e593080");
        c.line("M 130 262 Q 60 284 40 236 Q 32 206 58 200", 5, "c79a86");
        c.fill(ellipse(210, 226, 92, 58), "9c7048").fill(ellipse(214, 258, 78, 26), "f3e9da");
        c.fill(ellipse(298, 160, 27, 30), "8a6140").fill(ellipse(298, 162, 18, 21), "e3ac9c");
        c.fill(ribbon(250, 216, 90, 300, 206, 66, 346, 222, 22), "9c7048");
        c.fill(ellipse(322, 232, 30, 14), "f3e9da");
        c.fill(ellipse(262, 168, 27, 31), "8a6140").fill(ellipse(262, 170, 18, 22), "edbcab");
        c.fill(ellipse(316, 204, 8, 8), "221a18").fill(ellipse(318, 201, 2.4, 2.4), "ffffff");
        c.fill(ellipse(360, 226, 6, 5), "d98b86");
        for (int i = -1; i <= 1; i++) {
            c.line("M 344 " + (228 + i * 3) + " L 392 " + (226 + i * 14), 1.2, "5b4636");
        }
        c.fill(ribbon(262, 276, 10, 292, 284, 8), "e0b3a3").fill(ribbon(166, 276, 12, 204, 284, 9), "e0b3a3");
    }

    static void deerTick(Canvas c) {
        c.shade(0, 360, "9cc58a", "5f9a5b");
        for (int i = 0; i < 14; i++) {
            c.fill(ellipse(c.between(0, 480), c.between(0, 360), c.between(18, 46), c.between(18, 46)), "b9dba638");
        }
        c.fill(ribbon(-20, 330, 60, 180, 250, 84, 360, 150, 70, 520, 40, 30), "4c8a4e");
        c.line("M -20 330 C 160 262 350 160 520 40", 3, "3a6e40");
        for (int side = -1; side <= 1; side += 2) {
            for (int leg = 0; leg < 4; leg++) {
                double x = 190 + leg * 26;
                c.line(
                        "M %s 196 Q %s %s %s %s"
                                .formatted(
                                        x,
                                        x + (leg - 1.5) * 26,
                                        196 + side * 62,
                                        x + (leg - 1.5) * 52,
                                        196 + side * 92),
                        6,
                        "3b2620");
            }
        }
        c.fill(ellipse(216, 196, 74, 54), "8d3f2a").fill(ellipse(200, 182, 38, 20), "b55a3c80");
        c.fill(ellipse(276, 196, 30, 28), "40231c").fill(ribbon(300, 196, 12, 322, 196, 7), "2d1813");
    }
}
