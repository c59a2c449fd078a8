package io.github.labelverifier.demo;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One label of a sample image.
 *
 * @param confidence in percent, as it is to be written
 * @param parents all ancestors, as Rekognition lists them
 */
record SampleLabel(String name, BigDecimal confidence, List<String> parents, List<String> aliases) {
    /** The ancestors of the labels that have any. */
    private static final Map<String, String> PARENTS = Map.ofEntries(
            entry("Adult", "Person"),
            entry("Antelope", "Animal, Mammal, Wildlife"),
            entry("Arachnid", "Animal, Invertebrate"),
            entry("Astronomy", "Nature, Outdoors"),
            entry("Badge", "Logo, Symbol"),
            entry("Building", "Architecture"),
            entry("Barn", "Architecture, Building, Countryside, Farm, Nature, Outdoors, Rural"),
            entry("Birch", "Plant, Tree"),
            entry("Book", "Publication"),
            entry("Butterfly", "Animal, Insect, Invertebrate"),
            entry("Canine", "Animal, Mammal"),
            entry("Child", "Person"),
            entry("Coat", "Clothing"),
            entry("Countryside", "Nature, Outdoors"),
            entry("Curry", "Food"),
            entry("Deer", "Animal, Mammal, Wildlife"),
            entry("Dish", "Food, Meal"),
            entry("Dog", "Animal, Canine, Mammal, Pet"),
            entry("Dusk", "Nature, Outdoors, Sky"),
            entry("Elk", "Animal, Deer, Mammal, Wildlife"),
            entry("Emblem", "Symbol"),
            entry("Farm", "Countryside, Nature, Outdoors, Rural"),
            entry("Female", "Person"),
            entry("Fir", "Plant, Tree"),
            entry("Flower", "Plant"),
            entry("Fog", "Nature, Outdoors, Weather"),
            entry("Food Presentation", "Food"),
            entry("Freeway", "Road"),
            entry("Girl", "Female, Person"),
            entry("Graphics", "Art"),
            entry("Grass", "Plant"),
            entry("Grassland", "Field, Nature, Outdoors"),
            entry("Greyhound", "Animal, Canine, Dog, Hound, Mammal, Pet"),
            entry("Hamster", "Animal, Mammal, Rodent"),
            entry("Hat", "Clothing"),
            entry("Herd", "Animal"),
            entry("Highway", "Freeway, Road"),
            entry("Horizon", "Nature, Outdoors, Sky"),
            entry("Hound", "Animal, Canine, Dog, Mammal, Pet"),
            entry("Insect", "Animal, Invertebrate"),
            entry("Invertebrate", "Animal"),
            entry("Kangaroo", "Animal, Mammal"),
            entry("Lake", "Nature, Outdoors, Water"),
            entry("Land", "Nature, Outdoors"),
            entry("Landscape", "Nature, Outdoors"),
            entry("Leaf", "Plant"),
            entry("Male", "Person"),
            entry("Mammal", "Animal"),
            entry("Man", "Adult, Male, Person"),
            entry("Maple", "Plant, Tree"),
            entry("Meadow", "Field, Grassland, Nature, Outdoors"),
            entry("Meal", "Food"),
            entry("Meat", "Food"),
            entry("Mist", "Fog, Nature, Outdoors, Weather"),
            entry("Moon", "Astronomy, Nature, Night, Outdoors"),
            entry("Moose", "Animal, Mammal, Wildlife"),
            entry("Mountain", "Nature, Outdoors"),
            entry("Mouse", "Animal, Mammal, Rodent"),
            entry("Nature", "Outdoors"),
            entry("Night", "Nature, Outdoors"),
            entry("Pet", "Animal"),
            entry("Poster", "Advertisement"),
            entry("Rat", "Animal, Mammal, Rodent"),
            entry("Reindeer", "Animal, Deer, Mammal, Wildlife"),
            entry("Road Sign", "Sign, Symbol"),
            entry("Rodent", "Animal, Mammal"),
            entry("Rural", "Countryside, Nature, Outdoors"),
            entry("Savanna", "Field, Grassland, Nature, Outdoors"),
            entry("Scenery", "Nature, Outdoors"),
            entry("Sign", "Symbol"),
            entry("Sky", "Nature, Outdoors"),
            entry("Snow", "Nature, Outdoors"),
            entry("Spider", "Animal, Arachnid, Invertebrate"),
            entry("Spoon", "Cutlery"),
            entry("Stew", "Dish, Food, Meal"),
            entry("Sunset", "Nature, Outdoors, Sky"),
            entry("Tick", "Animal, Arachnid, Invertebrate"),
            entry("Tractor", "Transportation, Vehicle"),
            entry("Tree", "Plant"),
            entry("Vegetation", "Plant"),
            entry("Vehicle", "Transportation"),
            entry("Vest", "Clothing"),
            entry("Weather", "Nature, Outdoors"),
            entry("Wheel", "Machine"),
            entry("Wilderness", "Nature, Outdoors"),
            entry("Wildlife", "Animal"),
            entry("Winter", "Nature, Outdoors"),
            entry("Woodland", "Land, Nature, Outdoors, Plant, Tree, Vegetation"));

    private static final Map<String, String> ALIASES =
            Map.of("Clothing", "Apparel", "Person", "Human", "Plant", "Flora");

    private static final Comparator<SampleLabel> BEST_FIRST =
            Comparator.comparing(SampleLabel::confidence).reversed().thenComparing(SampleLabel::name);

    /** The labels of an image, best first and equals by name, from {@code Deer 99.7, Animal 99.7}. */
    static List<SampleLabel> listOf(String labels) {
        return Arrays.stream(labels.split(","))
                .map(String::strip)
                .map(SampleLabel::of)
                .sorted(BEST_FIRST)
                .toList();
    }

    private static SampleLabel of(String label) {
        int space = label.lastIndexOf(' ');
        String name = label.substring(0, space);
        return new SampleLabel(
                name,
                new BigDecimal(label.substring(space + 1)),
                names(PARENTS.getOrDefault(name, "")),
                names(ALIASES.getOrDefault(name, "")));
    }

    private static List<String> names(String list) {
        return list.isEmpty() ? List.of() : List.of(list.split(", "));
    }

    /** Whether it is, or is a kind of, what has this name. */
    boolean isKindOf(String other) {
        return name.equals(other) || aliases.contains(other) || parents.contains(other);
    }
}
