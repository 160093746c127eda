package org.threadless.storage.wait.take;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.store.Priority;
import org.threadless.storage.wait.sql.BacklogMapper;
import org.threadless.storage.wait.sql.DueRow;
import org.threadless.storage.wait.watch.WaitingPlace;

/**
 * What is seen in one look of what is due at a place: what has the highest priority first, and of
 * the lowest one of each lane in turn, so that whoever sends to many holds up nobody else who does.
 */
final class Window {

  // Of each of these a few messages are read.
  private static final int LANES = 16;

  private final WaitingPlace place;
  private final Instant now;
  private final BacklogMapper mapper;
  private final List<DueRow> rows = new ArrayList<>();
  // Of these there may be more than is seen.
  private final Set<UUID> full = new HashSet<>();
  // Of broadcasts that are paused or being stopped. Nobody asks for them but for the lowest
  // priority.
  private Set<UUID> held = Set.of();

  private Window(WaitingPlace place, Instant now, BacklogMapper mapper) {
    this.place = place;
    this.now = now;
    this.mapper = mapper;
  }

  /**
   * @param size how many rows at most
   * @param lastLane the lane of which was taken last; null where none was yet
   */
  static Window of(WaitingPlace place, int size, UUID lastLane, Instant now, BacklogMapper mapper) {
    Window window = new Window(place, now, mapper);
    if (place.direction() == Direction.IN) {
      // All that is to be routed has one priority, and one lane.
      window.rows.addAll(window.due(0, BacklogMapper.NONE, size));
      return window;
    }
    Integer priority = window.below(Integer.MAX_VALUE);
    while (priority != null && window.rows.size() < size) {
      int left = size - window.rows.size();
      if (priority == Priority.BULK.rank()) {
        window.held = mapper.heldLanes();
        window.addInTurn(window.lanes(lastLane), left);
      } else {
        window.rows.addAll(window.due(priority, BacklogMapper.NONE, left));
      }
      priority = window.below(priority);
    }
    return window;
  }

  private Integer below(int priority) {
    return mapper.priority(place.backend().value(), place.direction(), priority);
  }

  private List<DueRow> due(int priority, UUID lane, int limit) {
    List<DueRow> found =
        mapper.due(
            place.backend().value(),
            place.direction(),
            priority,
            lane,
            now,
            !held.isEmpty(),
            limit);
    if (found.size() == limit) {
      full.add(lane);
    }
    return found;
  }

  /** Returns a few lanes of which something may be taken, those after the last one first. */
  private Set<UUID> lanes(UUID last) {
    Set<UUID> lanes = new LinkedHashSet<>();
    UUID next = laneAfter(last);
    while (next != null && lanes.size() < LANES && (held.contains(next) || lanes.add(next))) {
      next = laneAfter(next);
    }
    // From the beginning, as far as those that were found already.
    next = last == null || lanes.size() == LANES ? null : laneAfter(null);
    while (next != null && lanes.size() < LANES && (held.contains(next) || lanes.add(next))) {
      next = laneAfter(next);
    }
    return lanes;
  }

  private UUID laneAfter(UUID lane) {
    return mapper.laneAfter(place.backend().value(), place.direction(), Priority.BULK.rank(), lane);
  }

  private void addInTurn(Set<UUID> lanes, int limit) {
    int ofEach = Math.max(1, limit / Math.max(1, lanes.size()));
    List<Deque<DueRow>> left = new ArrayList<>();
    lanes.forEach(lane -> left.add(new ArrayDeque<>(due(Priority.BULK.rank(), lane, ofEach))));
    while (!left.isEmpty()) {
      left.removeIf(Deque::isEmpty);
      left.forEach(lane -> rows.add(lane.remove()));
    }
  }

  List<DueRow> rows() {
    return rows;
  }

  /** Returns what of a lane hides the rest of it: none of what is seen of it can be taken. */
  List<DueRow> stuck(Choice choice) {
    Set<UUID> stuck = new HashSet<>(full);
    Stream.concat(choice.taken().stream(), choice.gone().stream())
        .forEach(row -> stuck.remove(row.lane()));
    return choice.left().stream().filter(row -> stuck.contains(row.lane())).toList();
  }
}
