package io.github.labelverifier.benchmark;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Landscapes that are drawn by a number: a sky, hills, trees, things in front. They share their composition, as photos of a class do. */
final class DrawnScene {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 720;

    private final Random random;
    private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    private final Graphics2D pen = image.createGraphics();

    private DrawnScene(long number) {
        random = new Random(number);
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    }

    static BufferedImage of(long number) {
        DrawnScene scene = new DrawnScene(number);
        scene.draw();
        scene.pen.dispose();
        return scene.image;
    }

    private int upTo(int most) {
        return random.nextInt(most);
    }

    private Color color(float hue, float spread, float least) {
        return Color.getHSBColor(
                hue + spread * random.nextFloat(), 0.3f + 0.5f * random.nextFloat(), least + 0.4f * random.nextFloat());
    }

    private void draw() {
        pen.setPaint(new GradientPaint(0, 0, color(0.5f, 0.15f, 0.5f), 0, HEIGHT / 2f, color(0.05f, 0.6f, 0.6f)));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        for (int hill = 0; hill < 4; hill++) {
            hill(HEIGHT * (4 + hill) / 9);
        }
        for (int tree = 5 + upTo(12); tree > 0; tree--) {
            tree(upTo(WIDTH), HEIGHT / 2 + upTo(HEIGHT / 3));
        }
        for (int thing = 1 + upTo(4); thing > 0; thing--) {
            thing();
        }
        for (int blade = 0; blade < 400; blade++) {
            int x = upTo(WIDTH);
            int y = HEIGHT * 3 / 4 + upTo(HEIGHT / 4);
            pen.setColor(color(0.2f, 0.2f, 0.2f));
            pen.drawLine(x, y, x + upTo(9) - 4, y - 5 - upTo(20));
        }
    }

    private void hill(int at) {
        Polygon hill = new Polygon();
        hill.addPoint(0, HEIGHT);
        double phase = random.nextDouble() * 6;
        double length = 60 + upTo(200);
        double height = 15 + upTo(60);
        for (int x = 0; x <= WIDTH; x += 8) {
            hill.addPoint(x, (int) (at + height * Math.sin(phase + x / length) + height / 3 * Math.sin(x / 23.0)));
        }
        hill.addPoint(WIDTH, HEIGHT);
        pen.setColor(color(0.2f, 0.3f, 0.2f));
        pen.fillPolygon(hill);
    }

    private void tree(int x, int foot) {
        int height = 40 + upTo(170);
        pen.setColor(color(0.05f, 0.05f, 0.1f));
        pen.fillRect(x - height / 20, foot - height / 2, height / 10, height / 2);
        pen.setColor(color(0.22f, 0.2f, 0.1f));
        pen.fillOval(x - height / 4, foot - height, height / 2, height * 2 / 3);
    }

    private void thing() {
        int size = 80 + upTo(260);
        int x = upTo(WIDTH) - size / 2;
        int y = HEIGHT / 3 + upTo(HEIGHT / 2);
        pen.setColor(color(0, 1, 0.2f));
        if (random.nextBoolean()) {
            pen.fillRoundRect(x, y, size, size / 2, size / 5, size / 5);
        } else {
            pen.fillOval(x, y, size, size * 2 / 3);
        }
        pen.setStroke(new BasicStroke(3 + upTo(12)));
        pen.setColor(color(0, 1, 0.1f));
        pen.drawArc(x, y - size / 4, size, size, upTo(360), 90 + upTo(200));
        pen.drawLine(x + size / 4, y + size / 3, x + size / 4, y + size);
        pen.drawLine(x + size * 3 / 4, y + size / 3, x + size * 3 / 4, y + size);
        pen.setStroke(new BasicStroke(1));
    }
}
