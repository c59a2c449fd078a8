package io.github.labelverifier.report;

/** What a run found worth trying next, at no cost: each is a judgement of its report by other settings. */
public sealed interface Advice {

    /** What it is called in reports. */
    String kind();

    /**
     * A label that says too little of the class, and that keeps images which do not look like it.
     *
     * @param label its name, as the reference spells it
     * @param keptByItAlone how many images share nothing with the reference but this label, other generic ones aside
     */
    record GenericLabel(String label, long keptByItAlone) implements Advice {
        /** Its name in reports. */
        static final String KIND = "generic-label";

        @Override
        public String kind() {
            return KIND;
        }
    }

    /**
     * Another rule that would flag more.
     *
     * @param rule its name
     * @param wouldFlag how many images that are kept now
     */
    record OtherRule(String rule, long wouldFlag) implements Advice {
        /** Its name in reports. */
        static final String KIND = "other-rule";

        @Override
        public String kind() {
            return KIND;
        }
    }
}
