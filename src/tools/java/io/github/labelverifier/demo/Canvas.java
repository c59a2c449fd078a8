package io.github.labelverifier.demo;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.function.Consumer;

/** A picture in the making: the image, its pen and its own seeded source of chance. */
final class Canvas {
    final int width;
    final int height;
    final Random random;
    private final BufferedImage image;
    private final Graphics2D pen;

    Canvas(int width, int height, long seed) {
        this.width = width;
        this.height = height;
        this.random = new Random(seed);
        this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        this.pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
    }

    BufferedImage image() {
        return image;
    }

    /** A colour written as on the web, {@code rrggbb} or {@code rrggbbaa}. */
    static Color color(String hex) {
        int rgb = Integer.parseInt(hex.substring(0, 6), 16);
        int alpha = hex.length() == 8 ? Integer.parseInt(hex.substring(6), 16) : 255;
        return new Color((rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255, alpha);
    }

    static Color mix(Color one, Color other, double share) {
        return new Color(
                (int) Math.round(one.getRed() + (other.getRed() - one.getRed()) * share),
                (int) Math.round(one.getGreen() + (other.getGreen() - one.getGreen()) * share),
                (int) Math.round(one.getBlue() + (other.getBlue() - one.getBlue()) * share),
                (int) Math.round(one.getAlpha() + (other.getAlpha() - one.getAlpha()) * share));
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    Canvas fill(Shape shape, Paint paint) {
        pen.setPaint(paint);
        pen.fill(shape);
        return this;
    }

    Canvas fill(Shape shape, String hex) {
        return fill(shape, color(hex));
    }

    Canvas fill(String path, String hex) {
        return fill(Shapes.path(path), color(hex));
    }

    Canvas line(Shape shape, double thickness, Paint paint) {
        pen.setPaint(paint);
        pen.setStroke(new BasicStroke((float) thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(shape);
        return this;
    }

    Canvas line(String path, double thickness, String hex) {
        return line(Shapes.path(path), thickness, color(hex));
    }

    Canvas rectangle(double x, double y, double w, double h, String hex) {
        return fill(new Rectangle2D.Double(x, y, w, h), hex);
    }

    /** Fills the band between two heights with a gradient from top to bottom. */
    Canvas shade(double top, double bottom, String topHex, String bottomHex) {
        Paint paint = vertical(top, bottom, topHex, bottomHex);
        return fill(new Rectangle2D.Double(0, top, width, bottom - top), paint);
    }

    static Paint vertical(double top, double bottom, String topHex, String bottomHex) {
        return new GradientPaint(0, (float) top, color(topHex), 0, (float) bottom, color(bottomHex));
    }

    /** A soft light that fades to nothing at the radius. */
    Canvas glow(double x, double y, double radius, String hex) {
        Color inner = color(hex);
        Color outer = new Color(inner.getRed(), inner.getGreen(), inner.getBlue(), 0);
        Paint paint = new RadialGradientPaint(
                (float) x, (float) y, (float) radius, new float[] {0f, 1f}, new Color[] {inner, outer});
        return fill(Shapes.ellipse(x, y, radius, radius), paint);
    }

    /** Draws with another origin and scale; a negative scale across mirrors. */
    void at(double x, double y, double scaleX, double scaleY, Runnable drawing) {
        AffineTransform before = pen.getTransform();
        pen.translate(x, y);
        pen.scale(scaleX, scaleY);
        drawing.run();
        pen.setTransform(before);
    }

    void turned(double x, double y, double degrees, Runnable drawing) {
        AffineTransform before = pen.getTransform();
        pen.rotate(Math.toRadians(degrees), x, y);
        drawing.run();
        pen.setTransform(before);
    }

    void inside(Shape area, Runnable drawing) {
        Shape before = pen.getClip();
        pen.clip(area);
        drawing.run();
        pen.setClip(before);
    }

    /** Draws on a layer of its own and lays it over the picture with the given opacity. */
    void veiled(double opacity, Consumer<Canvas> drawing) {
        Canvas layer = new Canvas(this, new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB));
        drawing.accept(layer);
        AffineTransform before = pen.getTransform();
        pen.setTransform(new AffineTransform());
        pen.setComposite(AlphaComposite.SrcOver.derive((float) opacity));
        pen.drawImage(layer.image, 0, 0, null);
        pen.setComposite(AlphaComposite.SrcOver);
        pen.setTransform(before);
    }

    private Canvas(Canvas below, BufferedImage layer) {
        this.width = below.width;
        this.height = below.height;
        this.random = below.random;
        this.image = layer;
        this.pen = layer.createGraphics();
        pen.setRenderingHints(below.pen.getRenderingHints());
        pen.setTransform(below.pen.getTransform());
    }

    /** Closed ground below a wavy skyline. */
    Path2D land(double top, double swing, double waves, double phase) {
        Path2D ground = new Path2D.Double();
        ground.moveTo(-2, height + 2);
        for (double x = -2; x <= width + 6; x += 4) {
            double angle = phase + x / width * waves * 2 * Math.PI;
            ground.lineTo(x, top + swing * (Math.sin(angle) + 0.35 * Math.sin(2.3 * angle + 1)));
        }
        ground.lineTo(width + 6, height + 2);
        ground.closePath();
        return ground;
    }
}
