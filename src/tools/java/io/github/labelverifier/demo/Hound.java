package io.github.labelverifier.demo;

import static io.github.labelverifier.demo.Shapes.ellipse;
import static io.github.labelverifier.demo.Shapes.ribbon;

import java.awt.Color;

/** A deerhound: lean and shaggy, of the build of what it was bred to hunt. Its feet are at the origin, it looks to the right. */
final class Hound {
    private static final int STRANDS = 26;

    private final Canvas canvas;
    private final Color coat;
    private final Color shade;

    private Hound(Canvas canvas, Color coat) {
        this.canvas = canvas;
        this.coat = coat;
        this.shade = Canvas.mix(coat, Canvas.color("201a1c"), 0.3);
    }

    /** Draws one; a negative scale looks left. */
    static void draw(Canvas canvas, String coat, double x, double ground, double scale) {
        Hound hound = new Hound(canvas, Canvas.color(coat));
        canvas.at(x, ground, scale, Math.abs(scale), hound::drawAll);
    }

    private void drawAll() {
        canvas.fill(ribbon(-40, -58, 24, -38, -40, 14, -44, -24, 8, -36, -4, 7, -30, -2, 6), shade);
        canvas.fill(ribbon(28, -58, 18, 26, -36, 10, 24, -18, 7, 25, -4, 7, 31, -2, 6), shade);
        canvas.fill(ribbon(-54, -66, 9, -72, -52, 7, -82, -30, 6, -74, -14, 3), shade);
        canvas.fill(ribbon(-46, -62, 27, -20, -68, 25, 10, -66, 32, 34, -68, 34), coat);
        canvas.fill(ribbon(-48, -58, 27, -52, -40, 15, -60, -24, 8, -52, -4, 7, -45, -2, 6), coat);
        canvas.fill(ribbon(36, -60, 20, 37, -36, 10, 37, -16, 7, 38, -4, 7, 44, -2, 6), coat);
        canvas.fill(ribbon(30, -72, 32, 48, -90, 21, 58, -102, 19), coat);
        canvas.fill(ribbon(58, -105, 20, 74, -103, 15, 93, -97, 9), coat);
        canvas.fill(ribbon(76, -96, 6, 90, -93, 5), shade);
        shag();
        canvas.fill(ribbon(38, -88, 6, 51, -80, 6), "b03a2e");
        canvas.fill(ellipse(50, -76, 3.4, 3.4), "e3b341");
        canvas.fill(ribbon(56, -112, 9, 47, -106, 10, 44, -94, 6), shade);
        canvas.fill(ellipse(71, -106, 2.4, 2.2), "2a1d18");
        canvas.fill(ellipse(96, -98, 3.6, 3), "1d1719");
    }

    /** The rough hair of the breed, on back, breast and belly. */
    private void shag() {
        for (int i = 0; i < STRANDS; i++) {
            double x = -56 + i * 3.9;
            double y = canvas.between(-80, -58);
            String bent = "M %s %s Q %s %s %s %s".formatted(x, y, x + 3, y + 6, x - 1, y + canvas.between(8, 14));
            canvas.line(Shapes.path(bent), 1.4, shade);
        }
    }
}
