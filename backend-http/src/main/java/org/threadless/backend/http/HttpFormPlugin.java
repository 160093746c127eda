package org.threadless.backend.http;

import java.util.List;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.BackendPlugin;

/** The engine {@code http}: any gateway that speaks HTTP forms. */
public final class HttpFormPlugin implements BackendPlugin {

  @Override
  public String engine() {
    return "http";
  }

  @Override
  public Class<? extends Record> configType() {
    return HttpFormSettings.class;
  }

  @Override
  public Class<? extends Backend> backendType() {
    return HttpFormBackend.class;
  }

  @Override
  public boolean takesFromAnybody(Record settings) {
    return true;
  }

  @Override
  public List<String> warnings(Record settings) {
    return ((HttpFormSettings) settings).outgoingUrl().isPresent()
        ? List.of()
        : List.of("it has no outgoing-url: whatever is to be sent by it fails at once");
  }
}
