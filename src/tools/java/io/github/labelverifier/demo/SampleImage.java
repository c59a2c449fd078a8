package io.github.labelverifier.demo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The sample images: under which name a web search might have brought them, how they are drawn, and what an image
 * recognition might say of them.
 *
 * <p>The labels are written by hand, with the names, parents and manner of Amazon Rekognition's label model 3.0. They
 * tell a story on purpose: the herd and the deer in the fog belong here and are flagged all the same, and the logo
 * does not and is kept, because it shares the antlers with an exemplar. The reference must therefore stay free of
 * scenery: no exemplar has a label such as Nature, Outdoors or Plant at 85 or above.
 */
enum SampleImage {
    STAG_AT_FOREST_EDGE("deer-001.jpg", 480, 360, DeerScenes::stagAtForestEdge, """
        Animal 99.72, Deer 99.72, Mammal 99.72, Wildlife 99.72, Antler 97.35, Elk 91.08, Grass 82.46, Plant 82.46,
        Tree 79.91, Outdoors 72.6, Nature 72.6, Art 58.17\
        """),
    DOE_IN_MEADOW("deer-002.jpg", 480, 360, DeerScenes::doeInMeadow, """
        Animal 99.58, Deer 99.58, Mammal 99.58, Wildlife 99.58, Antelope 83.12, Grass 81.74, Plant 81.74,
        Field 77.03, Meadow 70.55, Grassland 70.55, Outdoors 70.55, Nature 70.55, Flower 61.9\
        """),
    FAWN_AMONG_FLOWERS("deer-003.jpg", 400, 400, DeerScenes::fawnAmongFlowers, """
        Animal 99.41, Deer 99.41, Mammal 99.41, Wildlife 99.41, Plant 84.2, Grass 84.2, Flower 80.37,
        Butterfly 66.81, Insect 66.81, Invertebrate 66.81, Kangaroo 56.02\
        """),
    STAG_IN_SNOW("deer-004.jpg", 480, 320, DeerScenes::stagInSnow, """
        Animal 99.36, Deer 99.36, Mammal 99.36, Wildlife 99.36, Antler 96.2, Snow 94.77, Nature 94.77,
        Outdoors 94.77, Elk 90.63, Winter 88.9, Tree 86.15, Plant 86.15, Fir 84.3, Reindeer 63.48\
        """),
    STAG_AT_DUSK("deer-005.jpg", 480, 300, DeerScenes::stagAtDusk, """
        Silhouette 98.84, Nature 98.1, Outdoors 98.1, Sky 97.63, Animal 95.28, Deer 95.28, Mammal 95.28,
        Wildlife 95.28, Sunset 91.4, Antler 89.57, Dusk 83.66, Elk 80.92, Tree 64.15, Plant 64.15\
        """),
    DEER_IN_FOG("deer-006.jpg", 480, 360, DeerScenes::deerInFog, """
        Fog 83.94, Nature 83.94, Outdoors 83.94, Weather 83.94, Mist 71.26, Tree 68.8, Plant 68.8, Deer 61.37,
        Animal 61.37, Mammal 61.37, Wildlife 61.37, Silhouette 57.5\
        """),
    DOE_AT_LAKE("deer-007.jpg", 480, 360, DeerScenes::doeAtLake, """
        Nature 99.04, Outdoors 99.04, Animal 98.77, Deer 98.77, Mammal 98.77, Wildlife 98.77, Water 96.31,
        Scenery 93.85, Lake 92.48, Mountain 90.2, Landscape 87.66, Wilderness 74.09\
        """),
    DEER_CROSSING_ROAD("0007_stock.jpg", 480, 360, DeerScenes::deerCrossingRoad, """
        Road 98.2, Animal 97.46, Deer 97.46, Mammal 97.46, Wildlife 97.46, Sign 95.83, Symbol 95.83,
        Road Sign 90.11, Antler 81.38, Outdoors 78.4, Nature 78.4, Tarmac 74.92, Highway 60.06, Freeway 60.06\
        """),
    DOE_AND_FAWN("DSC_0412.JPG", 480, 360, DeerScenes::doeAndFawn, """
        Animal 99.65, Deer 99.65, Mammal 99.65, Wildlife 99.65, Tree 88.24, Plant 88.24, Birch 85.7,
        Woodland 79.33, Vegetation 79.33, Land 79.33, Nature 79.33, Outdoors 79.33, Antelope 62.14\
        """),
    STAG_IN_AUTUMN("page2/red-deer-autumn.jpeg", 360, 480, DeerScenes::stagInAutumn, """
        Animal 99.12, Deer 99.12, Mammal 99.12, Wildlife 99.12, Antler 98.05, Elk 95.71, Tree 91.2, Plant 91.2,
        Leaf 87.58, Maple 78.64, Autumn 73.3, Moose 59.97\
        """),
    LEAP_BY_MOONLIGHT("images (3).jpg", 480, 300, DeerScenes::leapByMoonlight, """
        Nature 97.9, Outdoors 97.9, Night 97.9, Moon 96.42, Astronomy 96.42, Animal 93.08, Deer 93.08,
        Mammal 93.08, Wildlife 93.08, Antler 86.76, Tree 72.31, Plant 72.31, Kangaroo 55.6\
        """),
    STAG_PORTRAIT("deer_wallpaper.png", 400, 300, DeerScenes::stagPortrait, """
        Antler 98.91, Animal 97.24, Deer 97.24, Mammal 97.24, Wildlife 97.24, Art 83.05, Graphics 83.05,
        Elk 79.46, Snout 62.7\
        """),
    DISTANT_HERD("deer-herd.jpg", 480, 320, DeerScenes::distantHerd, """
        Field 99.27, Grassland 99.27, Nature 99.27, Outdoors 99.27, Sky 95.1, Scenery 92.34, Landscape 92.34,
        Savanna 88.69, Countryside 86.02, Horizon 81.57, Animal 74.88, Mammal 74.88, Wildlife 69.93,
        Deer 64.2, Herd 61.76\
        """),
    HUNTER("deer-season-opens.jpg", 480, 360, OtherScenes::hunterInForest, """
        Person 99.18, Adult 98.63, Male 98.63, Man 98.63, Clothing 96.4, Hat 94.85, Tree 92.97, Plant 92.97,
        Woodland 90.3, Vegetation 90.3, Land 90.3, Nature 90.3, Outdoors 90.3, Hunting 77.81, Vest 70.49\
        """),
    GIRL_FEEDING_DOE("page2/feeding-a-deer.jpg", 480, 360, OtherScenes::girlFeedingDoe, """
        Animal 99.3, Deer 99.3, Mammal 99.3, Wildlife 99.3, Grass 95.62, Plant 95.62, Nature 93.74,
        Outdoors 93.74, Fence 92.15, Tree 91.47, Person 90.86, Child 88.02, Female 88.02, Girl 88.02,
        Clothing 72.9\
        """),
    GREEN_TRACTOR("deere-tractor-for-sale.jpg", 480, 320, OtherScenes::greenTractor, """
        Tractor 99.84, Transportation 99.84, Vehicle 99.84, Machine 97.3, Wheel 97.3, Nature 94.06,
        Outdoors 94.06, Countryside 93.2, Rural 93.2, Farm 90.55, Soil 86.4, Architecture 68.24,
        Barn 68.24, Building 68.24\
        """),
    VENISON_STEW("deer-stew-recipe.jpg", 400, 400, OtherScenes::venisonStew, """
        Food 99.66, Meal 99.66, Dish 98.93, Stew 97.2, Bowl 91.35, Meat 84.77, Cutlery 82.6, Spoon 82.6,
        Curry 69.4, Food Presentation 66.15\
        """),
    MOVIE_POSTER("page2/oh-deer-poster.jpg", 320, 480, OtherScenes::moviePoster, """
        Advertisement 99.43, Poster 99.43, Text 91.86, Book 79.2, Publication 79.2, Antler 70.64,
        Logo 61.08\
        """),
    BREWERY_LOGO("page2/stag-ale-logo.png", 400, 300, OtherScenes::breweryLogo, """
        Logo 98.57, Emblem 93.4, Symbol 93.4, Antler 88.62, Text 78.05, Badge 71.93, Deer 60.74, Animal 60.74,
        Mammal 60.74, Wildlife 60.74\
        """),
    DEERHOUND("deerhound-of-the-year.jpg", 480, 360, LookAlikeScenes::deerhound, """
        Animal 98.93, Canine 98.93, Dog 98.93, Hound 98.93, Mammal 98.93, Pet 95.1, Greyhound 88.4, Collar 76.4,
        Hill 61.3\
        """),
    DEER_MOUSE("page2/deer-mouse.jpg", 480, 360, LookAlikeScenes::deerMouse, """
        Animal 98.6, Mammal 98.6, Rodent 98.6, Mouse 97.12, Rat 89.5, Hamster 74.8, Straw 71.2, Whiskers 66.9,
        Ear 58.3\
        """),
    DEER_TICK("deer-tick-season.jpg", 480, 360, LookAlikeScenes::deerTick, """
        Animal 97.9, Arachnid 97.9, Tick 96.2, Spider 91.3, Stem 84.1, Macro 77.9, Leg 64.2, Parasite 61.5\
        """),
    SMALL_RUN("page2/deer-run.gif", 120, 90, DeerScenes::smallRun, """
        Animal 95.27, Deer 95.27, Mammal 95.27, Wildlife 95.27, Antler 58.14\
        """),
    NOTHING("placeholder.jpg", 0, 0, canvas -> {});

    /** By which image the user shows what the folder should hold. */
    static final List<SampleImage> EXEMPLARS = List.of(STAG_AT_FOREST_EDGE, DOE_IN_MEADOW, FAWN_AMONG_FLOWERS);

    /** High enough for clean edges; low enough that no picture is above 25 KB. */
    private static final float JPEG_QUALITY = 0.76f;

    private final String key;
    private final int width;
    private final int height;
    private final Consumer<Canvas> painting;
    private final Optional<String> labels;

    SampleImage(String key, int width, int height, Consumer<Canvas> painting, String labels) {
        this(key, width, height, painting, Optional.of(labels));
    }

    SampleImage(String key, int width, int height, Consumer<Canvas> painting) {
        this(key, width, height, painting, Optional.empty());
    }

    SampleImage(String key, int width, int height, Consumer<Canvas> painting, Optional<String> labels) {
        this.key = key;
        this.width = width;
        this.height = height;
        this.painting = painting;
        this.labels = labels;
    }

    /** All of them in the order of a listing. Their keys are ASCII, so that Java's order is that of the bytes. */
    static List<SampleImage> listed() {
        return Arrays.stream(values())
                .sorted(Comparator.comparing(SampleImage::key))
                .toList();
    }

    /** The path below the folder of the sample images, with {@code /}. */
    String key() {
        return key;
    }

    /** The labels as name and confidence, best first, separated by commas; empty if it is skipped without a call. */
    Optional<String> labels() {
        return labels;
    }

    boolean isExemplar() {
        return EXEMPLARS.contains(this);
    }

    /** What the report says of a picture that is sent as JPEG, since Rekognition does not read its format; empty of others. */
    String sent() {
        return key.endsWith(".gif")
                ? ",\"sent\":{\"as\":\"jpeg\",\"width\":%d,\"height\":%d,\"from\":\"gif\"}".formatted(width, height)
                : "";
    }

    /** The picture before it is compressed. */
    BufferedImage paint() {
        Canvas canvas = new Canvas(width, height, key.hashCode());
        painting.accept(canvas);
        return canvas.image();
    }

    /** The content of the file. */
    byte[] encode() throws IOException {
        if (width == 0) {
            return new byte[0];
        }
        String format = key.endsWith(".png") ? "png" : key.endsWith(".gif") ? "gif" : "jpeg";
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (!format.equals("gif")) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                // For PNG, which loses nothing, this asks for the smallest file.
                how.setCompressionQuality(format.equals("png") ? 0 : JPEG_QUALITY);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(paint(), null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
