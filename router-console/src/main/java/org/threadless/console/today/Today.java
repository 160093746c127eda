package org.threadless.console.today;

import java.util.List;

/**
 * What the first page shows.
 *
 * @param project whose router it is
 * @param isNew whether no message has ever come or gone
 * @param testers where one can try it
 * @param paused broadcasts that wait until somebody lets them go on
 * @param now how it goes at this moment
 * @param counts how many messages there were, and what has failed
 */
public record Today(
    String project,
    boolean isNew,
    List<Place> testers,
    List<Place> paused,
    TodayNow now,
    TodayCounts counts) {

  /** Somewhere to go. */
  public record Place(String name, String href) {}
}
