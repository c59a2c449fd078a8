package io.github.labelverifier.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A gallery that is open in Chromium. */
final class GalleryPage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path downloads;
    private final Chromium browser;
    private final ChromeDriver driver;

    private GalleryPage(Chromium browser, Path downloads) {
        this.browser = browser;
        this.downloads = downloads;
        driver = browser.driver();
    }

    /** Opens a page; what is downloaded goes beside it. */
    static GalleryPage open(Path page) {
        Path downloads = page.toAbsolutePath().resolveSibling("downloads");
        return new GalleryPage(Chromium.open(page.toUri().toString(), downloads), downloads);
    }

    /** Opens a page in a browser that forbids pages to store anything. */
    static GalleryPage openWithoutStorage(Path page) {
        return new GalleryPage(
                Chromium.openWithoutStorage(page.toUri().toString()), page.resolveSibling("no-downloads"));
    }

    /** Where the browser puts what it downloads. */
    Path downloads() {
        return downloads;
    }

    /** What was saved under a name. */
    String saved(String name) {
        Path file = downloads.resolve(name);
        new WebDriverWait(driver, PATIENCE)
                .until(page -> Files.exists(file) && file.toFile().length() > 0);
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void reload() {
        driver.navigate().refresh();
    }

    /** Makes the window as wide as that; a window by itself has a least width. */
    void width(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", pixels < 600));
    }

    String title() {
        return String.valueOf(driver.getTitle());
    }

    String address() {
        return String.valueOf(driver.getCurrentUrl());
    }

    /** Types into whatever has the focus. */
    void press(CharSequence... keys) {
        for (CharSequence key : keys) {
            driver.switchTo().activeElement().sendKeys(key);
        }
    }

    WebElement element(String id) {
        return driver.findElement(By.id(id));
    }

    String text(String id) {
        return element(id).getText();
    }

    void click(String id) {
        element(id).click();
    }

    /** Sets a filter. */
    void choose(String id, String value) {
        new Select(element(id)).selectByValue(value);
    }

    WebElement card(String name) {
        return driver.findElements(By.className("card")).stream()
                .filter(card -> card.findElement(By.className("name")).getText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Clicks on the picture of a card. */
    void pick(String name) {
        WebElement picture = card(name).findElement(By.className("pick"));
        // What the browser scrolls to by itself may lie behind the bar at the foot.
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", picture);
        picture.click();
    }

    int cards() {
        return driver.findElements(By.className("card")).size();
    }

    /** The names of the cards that are marked. */
    List<String> marked() {
        return names(".card.marked .name");
    }

    /** The names of the cards that the filters leave. */
    List<String> shown() {
        return names(".card:not([hidden]) .name");
    }

    void awaitShown(int count) {
        new WebDriverWait(driver, PATIENCE).until(page -> shown().size() == count);
    }

    private List<String> names(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** What all elements say that a selector names. */
    List<String> texts(String selector) {
        return names(selector);
    }

    @Nullable
    Object run(String script) {
        return driver.executeScript(script);
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
