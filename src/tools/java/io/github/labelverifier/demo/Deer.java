package io.github.labelverifier.demo;

import static io.github.labelverifier.demo.Shapes.ellipse;
import static io.github.labelverifier.demo.Shapes.path;
import static io.github.labelverifier.demo.Shapes.ribbon;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Area;

/**
 * A deer seen from the side, looking right, with the ground under its feet at the origin. A grown stag is about 230
 * units tall with its antlers and 120 long.
 */
final class Deer {
    private static final double[][] STANDING = {
        {-42, -80, 32, -41, -58, 20, -49, -39, 9, -47, -21, 6.5, -48, -5, 6},
        {-28, -76, 26, -27, -57, 18, -35, -39, 9, -33, -21, 6.5, -34, -5, 6},
        {36, -80, 26, 38, -58, 14, 38, -36, 9, 37, -20, 6, 37, -5, 6},
        {46, -80, 22, 49, -58, 13, 50, -36, 8.5, 50, -20, 6, 51, -5, 6},
    };
    private static final double[][] WALKING = {
        {-42, -80, 32, -37, -58, 20, -44, -39, 9, -36, -21, 6.5, -33, -5, 6},
        {-38, -76, 26, -42, -57, 18, -55, -39, 9, -60, -21, 6.5, -65, -5, 6},
        {36, -80, 26, 36, -58, 14, 31, -36, 9, 25, -20, 6, 20, -5, 6},
        {44, -80, 24, 53, -60, 13, 60, -42, 8.5, 58, -24, 6, 62, -9, 6},
    };
    private static final double[][] LEAPING = {
        {-42, -80, 32, -58, -62, 19, -76, -56, 9.5, -90, -42, 6.5, -102, -34, 5.5},
        {-40, -78, 26, -50, -56, 17, -66, -46, 9, -78, -30, 6.5, -88, -20, 5.5},
        {38, -84, 26, 58, -72, 14, 74, -68, 8.5, 68, -54, 6, 58, -48, 5.5},
        {42, -86, 24, 66, -80, 13, 84, -82, 8.5, 84, -66, 6, 76, -58, 5.5},
    };

    /** How it carries itself. */
    enum Pose {
        ALERT(STANDING, 60, -150, 8, new double[] {34, -92, 46, 50, -120, 31, 59, -144, 23, 60, -152, 19}),
        WALKING(Deer.WALKING, 76, -138, 14, new double[] {34, -92, 46, 56, -114, 31, 72, -132, 23, 76, -139, 19}),
        GRAZING(STANDING, 92, -26, 62, new double[] {36, -90, 44, 62, -78, 30, 82, -50, 21, 91, -30, 18}),
        DRINKING(STANDING, 94, -14, 50, new double[] {36, -90, 44, 62, -74, 30, 84, -42, 21, 93, -18, 18}),
        BELLOWING(STANDING, 74, -146, -26, new double[] {34, -92, 50, 54, -116, 38, 70, -138, 27, 74, -147, 21}),
        LEAPING(Deer.LEAPING, 78, -142, 4, new double[] {34, -94, 44, 56, -118, 29, 74, -136, 22, 78, -143, 18});

        private final double[][] legs;
        private final double headX;
        private final double headY;
        private final double headTurn;
        private final double[] neck;

        Pose(double[][] legs, double headX, double headY, double headTurn, double[] neck) {
            this.legs = legs;
            this.headX = headX;
            this.headY = headY;
            this.headTurn = headTurn;
            this.neck = neck;
        }
    }

    /** Who it is. */
    enum Kind {
        STAG(1, 1),
        DOE(0.82, 1),
        FAWN(0.78, 1.22);

        private final double neckWidth;
        private final double headSize;

        Kind(double neckWidth, double headSize) {
            this.neckWidth = neckWidth;
            this.headSize = headSize;
        }
    }

    /** Its colours: the coat, its shadow side, its light parts, and the antlers. */
    record Coat(Color body, Color shade, Color light, Color antler, boolean detailed) {
        static final Coat RED = of("b5683a", "8f4c2a", "edd0a8", "6b4a33");
        static final Coat RUSSET = of("a0552f", "7b3d22", "e2bd92", "57392a");
        static final Coat WINTER = of("86695a", "664d43", "d5c3b2", "5a463b");
        static final Coat FAWN = of("c98750", "a5673a", "f6dfbb", "6b4a33");

        static Coat of(String body, String shade, String light, String antler) {
            return new Coat(Canvas.color(body), Canvas.color(shade), Canvas.color(light), Canvas.color(antler), true);
        }

        static Coat silhouette(String hex) {
            Color color = Canvas.color(hex);
            return new Coat(color, color, color, color, false);
        }
    }

    private final Canvas canvas;
    private final Kind kind;
    private final Pose pose;
    private final Coat coat;

    private Deer(Canvas canvas, Kind kind, Pose pose, Coat coat) {
        this.canvas = canvas;
        this.kind = kind;
        this.pose = pose;
        this.coat = coat;
    }

    /** Draws one; a negative scale looks left. */
    static void draw(Canvas canvas, Kind kind, Pose pose, Coat coat, double x, double ground, double scale) {
        Deer deer = new Deer(canvas, kind, pose, coat);
        canvas.at(x, ground, scale, Math.abs(scale), deer::drawAll);
    }

    private void drawAll() {
        leg(pose.legs[1], coat.shade());
        leg(pose.legs[3], coat.shade());
        if (kind == Kind.STAG) {
            Color behind = Canvas.mix(coat.antler(), coat.shade(), 0.35);
            atHead(() -> canvas.turned(4, -10, 16, () -> canvas.at(5, -1, 0.94, 0.94, () -> antler(behind))));
        }
        atHead(this::farEar);
        tail();
        trunk();
        leg(pose.legs[0], coat.body());
        leg(pose.legs[2], coat.body());
        if (coat.detailed()) {
            rumpAndSpots();
        }
        atHead(this::face);
        if (kind == Kind.STAG) {
            atHead(() -> antler(coat.antler()));
        }
    }

    private void leg(double[] joints, Color color) {
        canvas.fill(ribbon(joints), color);
        hoof(joints);
    }

    private void hoof(double[] joints) {
        double x = joints[joints.length - 3];
        double y = joints[joints.length - 2];
        double before = Math.atan2(y - joints[joints.length - 5], x - joints[joints.length - 6]);
        Color horn = coat.detailed() ? Canvas.color("33241f") : coat.body();
        canvas.turned(
                x,
                y,
                Math.toDegrees(before) - 90,
                () -> canvas.at(
                        x,
                        y + 5,
                        1,
                        1,
                        () -> canvas.fill(path("M -3.4 -8 L 3 -8 L 6.4 -1 Q 6.6 0 5 0 L -4 0 Z"), horn)));
    }

    private void tail() {
        Shape tail = pose == Pose.LEAPING
                ? ribbon(-54, -102, 8, -66, -114, 12, -76, -124, 5)
                : ribbon(-54, -100, 8, -62, -90, 11, -63, -76, 4);
        canvas.fill(tail, coat.detailed() ? coat.light() : coat.body());
    }

    private static Area torso() {
        return new Area(path("""
            M -58 -90 C -59 -104 -46 -113 -30 -112 C -8 -109 8 -106 26 -112 C 42 -117 54 -112 58 -98
            C 61 -84 55 -66 40 -61 C 24 -56 4 -59 -10 -63 C -20 -66 -28 -64 -32 -56
            C -40 -46 -52 -50 -56 -62 C -59 -72 -58 -80 -58 -90 Z\
            """));
    }

    private void trunk() {
        Area torso = torso();
        double[] spine = pose.neck.clone();
        for (int i = 5; i < spine.length; i += 3) {
            spine[i] *= kind.neckWidth;
        }
        Area neck = new Area(ribbon(spine));
        Area all = new Area(torso);
        all.add(neck);
        canvas.fill(all, coat.body());
        if (!coat.detailed()) {
            return;
        }
        within(torso, path("M -36 -50 C -20 -70 6 -68 36 -66 L 36 -40 L -40 -40 Z"), coat.light());
        within(
                all,
                ribbon(-58, -108, 6, -44, -114, 9, -28, -113, 7, 0, -108, 6, 24, -112, 8, 40, -122, 6),
                coat.shade());
        if (kind == Kind.STAG) {
            spine[0] += 22;
            spine[1] += 6;
            for (int i = 3; i < spine.length; i += 3) {
                spine[i] += 6 * Math.cos(Math.toRadians(pose.headTurn));
                spine[i + 1] += 8;
            }
            spine[2] *= 0.5;
            within(all, ribbon(spine), coat.shade());
        }
    }

    private void rumpAndSpots() {
        Area torso = torso();
        within(torso, ellipse(-60, -88, 9, 16, 6), coat.light());
        if (kind == Kind.FAWN) {
            for (int i = 0; i < 15; i++) {
                double x = -47 + (i % 8) * 11.5 + (i / 8) * 5;
                double y = -97 + (i / 8) * 11 + Math.sin(i * 2.1) * 2.5;
                within(torso, ellipse(x, y, 2.6, 2.1), coat.light());
            }
        }
    }

    private void within(Area area, Shape mark, Color color) {
        Area part = new Area(mark);
        part.intersect(area);
        canvas.fill(part, color);
    }

    private Shape head() {
        return path(kind == Kind.FAWN ? """
            M -11 -2 C -12 -12 -3 -15 5 -13 C 13 -11 19 -5 26 -1 C 30 2 31 6 28 9 C 25 12 20 11 15 12
            C 8 14 3 14 -2 13 C -8 11 -10 6 -11 -2 Z\
            """ : """
                M -11 -3 C -11 -12 -3 -14 6 -12 C 14 -10 22 -5 31 -2 C 36 0 37 6 34 9 C 31 12 25 11 19 12
                C 11 14 4 15 -2 14 C -8 12 -11 5 -11 -3 Z\
                """);
    }

    private void atHead(Runnable drawing) {
        canvas.at(
                pose.headX,
                pose.headY,
                kind.headSize,
                kind.headSize,
                () -> canvas.turned(0, 0, pose.headTurn, drawing));
    }

    private void farEar() {
        canvas.fill(path("M -2 -9 C -6 -18 -5 -28 0 -35 C 7 -28 9 -18 6 -9 Z"), coat.shade());
    }

    private void face() {
        Area head = new Area(head());
        canvas.fill(head, coat.body());
        if (coat.detailed()) {
            within(head, ellipse(30, 11, 11, 6, 14), coat.light());
            within(head, ellipse(0, 17, 15, 6, 4), coat.light());
            within(head, ribbon(-2, -14, 8, 8, -12, 6, 20, -6, 4, 30, -2, 2), coat.shade());
        }
        canvas.fill(path("M -5 -11 C -16 -11 -27 -18 -33 -27 C -22 -30 -7 -24 1 -10 Z"), coat.body());
        if (!coat.detailed()) {
            return;
        }
        canvas.fill(path("M -7 -12 C -15 -13 -23 -18 -28 -24 C -20 -25 -10 -21 -4 -12 Z"), coat.light());
        Color dark = Canvas.color("2b1c19");
        if (kind == Kind.FAWN) {
            canvas.fill(ellipse(27, 3, 3.6, 3.2), dark);
            canvas.fill(ellipse(7, -2, 3.6, 3.8), dark).fill(ellipse(8.2, -3.4, 1.2, 1.2), Color.WHITE);
        } else {
            canvas.fill(ellipse(33, 2.5, 3.8, 3.4), dark);
            canvas.fill(ellipse(9, -3, 2.8, 2.8), dark).fill(ellipse(9.9, -4, 0.9, 0.9), Color.WHITE);
        }
        if (pose == Pose.BELLOWING) {
            canvas.fill(path("M 35 6 C 29 7 24 7 20 9 C 24 13 30 14 33 13 Z"), dark);
        } else {
            boolean small = kind == Kind.FAWN;
            canvas.line(path(small ? "M 26 7.5 Q 21 9.5 16 8" : "M 32 7 Q 26 9 21 7.5"), 1, dark);
        }
    }

    private void antler(Color color) {
        canvas.fill(ribbon(1, -10, 5.6, -7, -26, 5.2, -15, -46, 4.8, -12, -66, 4, -2, -82, 3, 6, -92, 1.2), color);
        canvas.fill(ribbon(-2, -16, 4.6, 10, -22, 3.6, 22, -28, 2.6, 27, -37, 1), color);
        canvas.fill(ribbon(-13, -40, 4, -1, -48, 3.4, 9, -54, 2.4, 13, -64, 1), color);
        canvas.fill(ribbon(-14, -60, 3.8, -24, -72, 3, -27, -84, 2, -25, -93, 0.8), color);
        canvas.fill(ribbon(-8, -73, 3.2, -9, -86, 2.4, -6, -99, 0.8), color);
    }
}
