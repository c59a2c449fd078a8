package io.github.labelverifier.e2e;

import io.github.labelverifier.testing.Running;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page of a review that runs, open in Chromium. */
final class ReviewBrowser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/#(\\S+)");

    private final Chromium browser;
    private final ChromeDriver driver;
    private final String address;

    private ReviewBrowser(Chromium browser, String address) {
        this.browser = browser;
        driver = browser.driver();
        this.address = address;
    }

    /** The address that a review has printed. */
    static String address(Running review) throws InterruptedException {
        review.awaitStderr("End it in the page, or with Ctrl-C.");
        Matcher found = ADDRESS.matcher(review.stderrSoFar());
        if (!found.find()) {
            throw new AssertionError("no address: " + review.stderrSoFar());
        }
        return found.group();
    }

    /** Opens the page and waits for its first images. */
    static ReviewBrowser open(Running review, Path folder) throws InterruptedException {
        String address = address(review);
        ReviewBrowser page = new ReviewBrowser(Chromium.open(address, folder.resolve("downloads")), address);
        page.awaitCards();
        return page;
    }

    void awaitCards() {
        await(() -> !cards().isEmpty() && cards().stream().noneMatch(String::isEmpty));
    }

    void reload() {
        driver.navigate().refresh();
        awaitCards();
    }

    String currentAddress() {
        return String.valueOf(driver.getCurrentUrl());
    }

    String address() {
        return address;
    }

    void await(BooleanSupplier condition) {
        new WebDriverWait(driver, PATIENCE).until(page -> condition.getAsBoolean());
    }

    /** What each card says of its image to those who are read to. */
    List<String> cards() {
        return texts(
                "return Array.from(document.querySelectorAll('.card'), card => card.getAttribute('aria-label') || '')");
    }

    /** The same of the current image. */
    String current() {
        return String.valueOf(run("return document.querySelector('.card.current').getAttribute('aria-label')"));
    }

    @SuppressWarnings("unchecked")
    private List<String> texts(String script) {
        return (List<String>) java.util.Objects.requireNonNull(run(script));
    }

    void press(CharSequence... keys) {
        for (CharSequence key : keys) {
            driver.switchTo().activeElement().sendKeys(key);
        }
    }

    void pressShift(Keys key) {
        driver.switchTo().activeElement().sendKeys(Keys.chord(Keys.SHIFT, key));
    }

    WebElement element(String id) {
        return driver.findElement(By.id(id));
    }

    String text(String id) {
        return element(id).getText();
    }

    void awaitText(String id, String part) {
        await(() -> text(id).contains(part));
    }

    void click(String id) {
        element(id).click();
    }

    void clickOn(String selector) {
        driver.findElement(By.cssSelector(selector)).click();
    }

    String textOf(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    void look(int width, boolean isDark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
    }

    @Nullable
    Object run(String script) {
        return driver.executeScript(script);
    }

    @Nullable
    Object runToEnd(String script) {
        return driver.executeAsyncScript(script);
    }

    /** What the browser has complained of. */
    Set<String> complaints() {
        Set<String> complaints = new TreeSet<>();
        driver.manage().logs().get(LogType.BROWSER).forEach(entry -> complaints.add(entry.getMessage()));
        return complaints;
    }

    @Override
    public void close() {
        browser.close();
    }
}
