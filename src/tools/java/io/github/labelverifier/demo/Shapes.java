package io.github.labelverifier.demo;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.Random;
import java.util.Scanner;

/** The outlines that everything in the sample images is made of. */
final class Shapes {
    private static final int STEPS = 12;

    private Shapes() {}

    /** A path written as in SVG, absolute commands only: {@code M L Q C Z}, separated by blanks. */
    static Path2D path(String commands) {
        Path2D path = new Path2D.Double();
        try (Scanner words = new Scanner(commands)) {
            while (words.hasNext()) {
                String command = words.next();
                switch (command) {
                    case "M" -> path.moveTo(number(words), number(words));
                    case "L" -> path.lineTo(number(words), number(words));
                    case "Q" -> path.quadTo(number(words), number(words), number(words), number(words));
                    case "C" ->
                        path.curveTo(
                                number(words),
                                number(words),
                                number(words),
                                number(words),
                                number(words),
                                number(words));
                    case "Z" -> path.closePath();
                    default -> throw new IllegalArgumentException("path command " + command);
                }
            }
        }
        return path;
    }

    private static double number(Scanner words) {
        return Double.parseDouble(words.next());
    }

    /** A limb: a smooth line through points given as x, y, width, with round ends. */
    static Shape ribbon(double... points) {
        int count = points.length / 3;
        int samples = (count - 1) * STEPS + 1;
        double[][] line = new double[samples][];
        for (int i = 0; i < samples; i++) {
            line[i] = onSpline(points, Math.min(i / STEPS, count - 2), (i == samples - 1) ? 1 : (i % STEPS) / 12.0);
        }
        Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (int i = 0; i < samples; i++) {
            double angle = direction(line, i) - Math.PI / 2;
            append(
                    outline,
                    line[i][0] + Math.cos(angle) * line[i][2] / 2,
                    line[i][1] + Math.sin(angle) * line[i][2] / 2);
        }
        cap(outline, line[samples - 1], direction(line, samples - 1) - Math.PI / 2);
        for (int i = samples - 1; i >= 0; i--) {
            double angle = direction(line, i) + Math.PI / 2;
            append(
                    outline,
                    line[i][0] + Math.cos(angle) * line[i][2] / 2,
                    line[i][1] + Math.sin(angle) * line[i][2] / 2);
        }
        cap(outline, line[0], direction(line, 0) + Math.PI / 2);
        outline.closePath();
        return outline;
    }

    private static void cap(Path2D outline, double[] end, double from) {
        for (int i = 1; i < 8; i++) {
            double angle = from + Math.PI * i / 8;
            append(outline, end[0] + Math.cos(angle) * end[2] / 2, end[1] + Math.sin(angle) * end[2] / 2);
        }
    }

    private static void append(Path2D outline, double x, double y) {
        if (outline.getCurrentPoint() == null) {
            outline.moveTo(x, y);
        } else {
            outline.lineTo(x, y);
        }
    }

    private static double direction(double[][] line, int i) {
        double[] before = line[Math.max(0, i - 1)];
        double[] after = line[Math.min(line.length - 1, i + 1)];
        return Math.atan2(after[1] - before[1], after[0] - before[0]);
    }

    private static double[] onSpline(double[] points, int segment, double t) {
        int last = points.length / 3 - 1;
        double[] result = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            double p0 = points[3 * Math.max(0, segment - 1) + axis];
            double p1 = points[3 * segment + axis];
            double p2 = points[3 * (segment + 1) + axis];
            double p3 = points[3 * Math.min(last, segment + 2) + axis];
            result[axis] = 0.5
                    * (2 * p1
                            + (p2 - p0) * t
                            + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t
                            + (3 * p1 - p0 - 3 * p2 + p3) * t * t * t);
        }
        result[2] = Math.max(0.2, result[2]);
        return result;
    }

    static Shape ellipse(double centreX, double centreY, double radiusX, double radiusY) {
        return new Ellipse2D.Double(centreX - radiusX, centreY - radiusY, 2 * radiusX, 2 * radiusY);
    }

    static Shape ellipse(double centreX, double centreY, double radiusX, double radiusY, double degrees) {
        return AffineTransform.getRotateInstance(Math.toRadians(degrees), centreX, centreY)
                .createTransformedShape(ellipse(centreX, centreY, radiusX, radiusY));
    }

    /** A roundish shape with an uneven rim: a bush, a cloud of leaves, a stone. */
    static Shape blob(
            Random random, double centreX, double centreY, double radiusX, double radiusY, double unevenness) {
        int corners = 9;
        double[] x = new double[corners];
        double[] y = new double[corners];
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            double reach = 1 + unevenness * (random.nextDouble() - 0.5);
            x[i] = centreX + Math.cos(angle) * radiusX * reach;
            y[i] = centreY + Math.sin(angle) * radiusY * reach;
        }
        Path2D outline = new Path2D.Double();
        outline.moveTo((x[corners - 1] + x[0]) / 2, (y[corners - 1] + y[0]) / 2);
        for (int i = 0; i < corners; i++) {
            int next = (i + 1) % corners;
            outline.quadTo(x[i], y[i], (x[i] + x[next]) / 2, (y[i] + y[next]) / 2);
        }
        outline.closePath();
        return outline;
    }
}
