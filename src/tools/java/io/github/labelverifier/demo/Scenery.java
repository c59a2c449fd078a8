package io.github.labelverifier.demo;

import static io.github.labelverifier.demo.Shapes.blob;
import static io.github.labelverifier.demo.Shapes.ellipse;
import static io.github.labelverifier.demo.Shapes.path;
import static io.github.labelverifier.demo.Shapes.ribbon;

import java.awt.Color;
import java.awt.geom.Path2D;

/** What stands around the deer: trees, grass, clouds, snow. */
final class Scenery {
    private Scenery() {}

    /** A fir with its foot at the given place. */
    static void fir(Canvas canvas, double x, double foot, double tall, String hex) {
        fir(canvas, x, foot, tall, Canvas.color(hex), false);
    }

    /** A fir whose boughs carry snow. */
    static void snowyFir(Canvas canvas, double x, double foot, double tall, String hex) {
        fir(canvas, x, foot, tall, Canvas.color(hex), true);
    }

    private static void fir(Canvas canvas, double x, double foot, double tall, Color green, boolean snowy) {
        double wide = tall * 0.2;
        canvas.fill(
                ribbon(x, foot, tall * 0.05, x, foot - tall * 0.3, tall * 0.04), Canvas.mix(green, Color.BLACK, 0.35));
        int tiers = 5;
        for (int i = 0; i < tiers; i++) {
            double low = foot - tall * (0.1 + 0.165 * i);
            double high = low - tall * 0.3;
            double half = wide * (1 - i * 0.165);
            Color tier = Canvas.mix(green, Color.WHITE, i * 0.025);
            canvas.fill(bough(x, low, high, half), tier);
            if (snowy) {
                canvas.fill(bough(x - half * 0.06, low - tall * 0.055, high, half * 0.72), "f6fbff");
                canvas.fill(bough(x + half * 0.16, low - tall * 0.035, high + tall * 0.035, half * 0.6), tier);
            }
        }
    }

    private static Path2D bough(double x, double low, double high, double half) {
        Path2D bough = new Path2D.Double();
        bough.moveTo(x, high);
        bough.quadTo(x + half * 0.35, low - (low - high) * 0.3, x + half, low);
        bough.quadTo(x + half * 0.5, low - 1, x + half * 0.4, low - (low - high) * 0.08);
        bough.quadTo(x, low + (low - high) * 0.05, x - half * 0.4, low - (low - high) * 0.08);
        bough.quadTo(x - half * 0.5, low - 1, x - half, low);
        bough.quadTo(x - half * 0.35, low - (low - high) * 0.3, x, high);
        bough.closePath();
        return bough;
    }

    /** A row of firs from edge to edge, as seen far away. */
    static void firRow(Canvas canvas, double foot, double tall, double gap, String hex) {
        for (double x = -gap; x < canvas.width + gap; x += gap * canvas.between(0.6, 1.3)) {
            fir(canvas, x, foot + canvas.between(-2, 3), tall * canvas.between(0.65, 1.15), hex);
        }
    }

    /** A leafy tree of a few round masses. */
    static void tree(Canvas canvas, double x, double foot, double tall, String bark, String dark, String bright) {
        canvas.fill(
                ribbon(
                        x,
                        foot,
                        tall * 0.11,
                        x + tall * 0.01,
                        foot - tall * 0.3,
                        tall * 0.07,
                        x - tall * 0.01,
                        foot - tall * 0.62,
                        tall * 0.04),
                bark);
        canvas.fill(
                ribbon(x, foot - tall * 0.36, tall * 0.045, x + tall * 0.14, foot - tall * 0.56, tall * 0.02), bark);
        double crown = foot - tall * 0.68;
        double[][] masses = {{-0.17, 0.08, 0.2}, {0.18, 0.06, 0.2}, {0, -0.08, 0.25}, {-0.04, 0.12, 0.2}};
        for (double[] mass : masses) {
            canvas.fill(
                    blob(
                            canvas.random,
                            x + mass[0] * tall,
                            crown + mass[1] * tall,
                            mass[2] * tall,
                            mass[2] * tall * 0.85,
                            0.25),
                    dark);
        }
        for (double[] mass : masses) {
            canvas.fill(
                    blob(
                            canvas.random,
                            x + (mass[0] - 0.035) * tall,
                            crown + (mass[1] - 0.05) * tall,
                            mass[2] * tall * 0.72,
                            mass[2] * tall * 0.56,
                            0.3),
                    bright);
        }
    }

    /** A birch trunk that leaves the picture at the top. */
    static void birch(Canvas canvas, double x, double foot, double thickness, String bark, String marks) {
        double lean = canvas.between(-12, 12);
        canvas.fill(
                ribbon(
                        x,
                        foot + 8,
                        thickness * 1.15,
                        x + lean * 0.4,
                        foot * 0.5,
                        thickness,
                        x + lean,
                        -20,
                        thickness * 0.85),
                bark);
        for (double y = 6; y < foot; y += canvas.between(14, 34)) {
            double at = x + lean * (1 - y / foot);
            double side = canvas.random.nextBoolean() ? -0.5 : 0.1;
            canvas.fill(ellipse(at + (side + 0.2) * thickness, y, thickness * canvas.between(0.15, 0.3), 1.7), marks);
        }
    }

    /** Tufts of grass along a line. */
    static void grass(Canvas canvas, double y, double spread, double tall, int blades, String... hex) {
        for (int i = 0; i < blades; i++) {
            double x = canvas.between(-5, canvas.width + 5);
            double foot = y + canvas.between(-spread, spread);
            double length = tall * canvas.between(0.5, 1.1);
            double lean = canvas.between(-0.5, 0.5) * length;
            canvas.fill(
                    ribbon(
                            x,
                            foot,
                            Math.max(1.4, tall * 0.13),
                            x + lean * 0.3,
                            foot - length * 0.6,
                            Math.max(1, tall * 0.09),
                            x + lean,
                            foot - length,
                            0.5),
                    hex[i % hex.length]);
        }
    }

    static void cloud(Canvas canvas, double x, double y, double size, String hex) {
        canvas.fill(ellipse(x, y, size, size * 0.24), hex)
                .fill(ellipse(x - size * 0.35, y - size * 0.12, size * 0.36, size * 0.26), hex)
                .fill(ellipse(x + size * 0.2, y - size * 0.2, size * 0.45, size * 0.36), hex);
    }

    static void flower(Canvas canvas, double x, double y, double size, String petals, String heart) {
        for (int i = 0; i < 5; i++) {
            double angle = i * 2 * Math.PI / 5 + x;
            canvas.fill(
                    ellipse(x + Math.cos(angle) * size * 0.6, y + Math.sin(angle) * size * 0.6, size * 0.5, size * 0.5),
                    petals);
        }
        canvas.fill(ellipse(x, y, size * 0.4, size * 0.4), heart);
    }

    static void birds(Canvas canvas, double x, double y, double size, int count, String hex) {
        for (int i = 0; i < count; i++) {
            double left = x + i * size * 2.1 + canvas.between(-4, 4);
            double top = y - Math.abs(i - count / 2) * -size * 0.8 + canvas.between(-3, 3);
            canvas.at(
                    left,
                    top,
                    size / 10,
                    size / 10,
                    () -> canvas.line(path("M -10 -3 Q -4 -7 0 0 Q 4 -7 10 -3"), 2, Canvas.color(hex)));
        }
    }

    static void snowfall(Canvas canvas, int flakes) {
        for (int i = 0; i < flakes; i++) {
            double radius = canvas.between(0.9, 2.6);
            canvas.fill(
                    ellipse(canvas.between(0, canvas.width), canvas.between(0, canvas.height), radius, radius),
                    "ffffffd0");
        }
    }

    static void stars(Canvas canvas, double floor, int count) {
        for (int i = 0; i < count; i++) {
            double radius = canvas.between(0.5, 1.4);
            canvas.fill(ellipse(canvas.between(0, canvas.width), canvas.between(0, floor), radius, radius), "ffffffb0");
        }
    }

    /** A band of mist that is densest in its middle. */
    static void mist(Canvas canvas, double y, double thick, String hex) {
        canvas.shade(y - thick, y, hex.substring(0, 6) + "00", hex)
                .shade(y, y + thick, hex, hex.substring(0, 6) + "00");
    }
}
