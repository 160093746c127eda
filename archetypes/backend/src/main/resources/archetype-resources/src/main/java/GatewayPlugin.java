package ${package};

import org.threadless.router.backend.Backend;
import org.threadless.router.backend.BackendPlugin;

/** The engine {@code ${engine}}. */
public final class GatewayPlugin implements BackendPlugin {

  @Override
  public String engine() {
    return "${engine}";
  }

  @Override
  public Class<? extends Record> configType() {
    return GatewaySettings.class;
  }

  @Override
  public Class<? extends Backend> backendType() {
    return GatewayBackend.class;
  }
}
