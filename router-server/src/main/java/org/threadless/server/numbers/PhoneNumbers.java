package org.threadless.server.numbers;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.HashMap;
import java.util.Map;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.Numbers;

/** Makes the phone numbers of those backends uniform that have a region. */
public final class PhoneNumbers implements Numbers {

  private final Map<BackendName, RegionNumbers> byBackend;

  private PhoneNumbers(Map<BackendName, RegionNumbers> byBackend) {
    this.byBackend = byBackend;
  }

  /**
   * Returns what makes numbers uniform.
   *
   * @param regions those of the backends that have one, such as {@code KE}
   */
  public static Numbers of(Map<BackendName, String> regions) {
    // Its tables are not read where nobody needs them.
    if (regions.isEmpty()) {
      return AS_THEY_COME;
    }
    Map<BackendName, RegionNumbers> byBackend = new HashMap<>();
    regions.forEach((backend, region) -> byBackend.put(backend, new RegionNumbers(region)));
    return new PhoneNumbers(byBackend);
  }

  /** Returns whether the numbers of a region are known. */
  public static boolean isRegion(String region) {
    return PhoneNumberUtil.getInstance().getSupportedRegions().contains(region);
  }

  @Override
  public Connection uniform(Connection connection) {
    RegionNumbers numbers = byBackend.get(connection.backend());
    if (numbers == null) {
      return connection;
    }
    String written = connection.identity().value();
    String uniform = numbers.uniform(written);
    return uniform.equals(written)
        ? connection
        : new Connection(connection.backend(), new Identity(uniform));
  }

  @Override
  public String national(Connection connection) {
    String identity = connection.identity().value();
    RegionNumbers numbers = byBackend.get(connection.backend());
    return numbers == null ? identity : numbers.national(identity);
  }
}
