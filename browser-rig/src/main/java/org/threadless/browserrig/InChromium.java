package org.threadless.browserrig;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.openqa.selenium.chrome.ChromeDriver;

/** Hands one browser to all test classes, and quits it after the last. */
public final class InChromium implements ParameterResolver {

  private record Running(ChromeDriver browser) implements AutoCloseable {
    @Override
    public void close() {
      browser.quit();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ChromeDriver.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(InChromium.class))
        .computeIfAbsent("browser", key -> new Running(Chromium.start(true)), Running.class)
        .browser();
  }
}
