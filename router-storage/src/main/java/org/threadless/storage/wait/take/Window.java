package org.threadless.storage.wait.take;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.store.Priority;
import org.threadless.storage.wait.sql.BacklogMapper;
import org.threadless.storage.wait.sql.DueRow;
import org.threadless.storage.wait.sql.LaneRow;
import org.threadless.storage.wait.watch.WaitingPlace;
import org.threadless.storage.write.value.IdOrder;

/**
 * What is seen in one look of what is due at a place: what has the highest priority first, and of
 * the lowest one of each lane in turn, so that whoever sends to many holds up nobody else who does.
 */
final class Window {

  // Of each of these a few messages are read.
  private static final int LANES = 16;

  // So many are looked at to find those: of some nothing is due yet, or may be taken.
  private static final int SEEN = 500;

  private final WaitingPlace place;
  private final Instant now;
  private final BacklogMapper mapper;
  private final List<DueRow> rows = new ArrayList<>();
  // Where nothing of these can be taken they hide others: more of the same lane than is seen, or
  // other lanes.
  private final Set<UUID> full = new HashSet<>();
  // Of broadcasts that are paused or being stopped. Nobody asks for them but for the lowest
  // priority.
  private Set<UUID> held = Set.of();
  private Optional<UUID> passed = Optional.empty();

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
        window.addInTurn(window.lanes(lastLane == null ? BacklogMapper.NONE : lastLane), left);
      } else {
        window.rows.addAll(window.due(priority, BacklogMapper.NONE, left));
      }
      priority = window.below(priority);
    }
    return window;
  }

  private Integer below(int priority) {
    return mapper.priority(place.backend().value(), place.direction(), priority - 1);
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
    Deque<UUID> seen = new ArrayDeque<>();
    addLanes(lanes, seen, IdOrder.next(last));
    // From the beginning, as far as those that were seen already.
    addLanes(lanes, seen, BacklogMapper.NONE);
    if (lanes.size() == LANES) {
      full.addAll(lanes);
    }
    if (lanes.size() == LANES || seen.size() == SEEN) {
      passed = Optional.of(seen.getLast());
    }
    return lanes;
  }

  private void addLanes(Set<UUID> lanes, Deque<UUID> seen, UUID from) {
    UUID first = seen.peekFirst();
    UUID next = from;
    while (lanes.size() < LANES && seen.size() < SEEN) {
      LaneRow found = laneFrom(next);
      if (found == null || found.lane().equals(first)) {
        return;
      }
      seen.add(found.lane());
      if (!found.due().isAfter(now) && !held.contains(found.lane())) {
        lanes.add(found.lane());
      }
      next = IdOrder.next(found.lane());
    }
  }

  private LaneRow laneFrom(UUID lane) {
    return mapper.laneFrom(place.backend().value(), place.direction(), Priority.BULK.rank(), lane);
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

  /** Returns the last lane that was seen, where there may be more than are looked at. */
  Optional<UUID> passed() {
    return passed;
  }

  /** Returns what of a lane hides the rest of it: none of what is seen of it can be taken. */
  List<DueRow> stuck(Choice choice) {
    Set<UUID> stuck = new HashSet<>(full);
    Stream.concat(choice.taken().stream(), choice.gone().stream())
        .forEach(row -> stuck.remove(row.lane()));
    return choice.left().stream().filter(row -> stuck.contains(row.lane())).toList();
  }
}
