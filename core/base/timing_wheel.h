#pragma once
// The event queue of the simulation: what is due, and when.
//
// A hierarchical timing wheel with one-millisecond slots. Time is cut into windows of 256 ms. What
// is due in a later window waits on the level of the highest base-256 digit in which its due time
// differs from the current time, in lists of small blocks, and moves down a level each time that
// digit comes up. When a window begins, its timers are counted into one array in the order of their
// milliseconds: from then on they are read from front to back, and `ahead` can tell what will be
// due soon, so that its record can be fetched from memory before it is needed. What is scheduled
// into the window that is already running goes into a list per millisecond beside the array.
//
// Order: by time, then by the order of scheduling. That follows from the structure and needs no
// sequence number: blocks and lists are FIFO, counting is stable, a timer can only be put on a
// lower level after all earlier ones for the same stretch of time have been moved down, and what
// comes into a running window is younger than everything in its array.
//
// There is no cancel: the payload carries a stamp, and its owner ignores a timer whose stamp is
// old. The wheel is a plain value: copying State copies what is due. Source: G. Varghese, T. Lauck,
// "Hashed and hierarchical timing wheels", SOSP 1987.

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "base/assert.h"
#include "base/chunked_array.h"
#include "base/time.h"

namespace taskyard {

template <class Payload>
class TimingWheel {
 public:
  struct Entry {
    TimeMs dueMs = 0;
    Payload payload{};
  };

  // REQUIRES: dueMs is not in the past (>= now()) and less than 2^48 ms away.
  void schedule(TimeMs dueMs, const Payload& payload) {
    TY_ASSERT(dueMs >= nowMs_);
    place({dueMs, payload});
    ++size_;
  }

  // Takes the next timer due at or before untilMs; false when there is none. Moves now() to the
  // timer's time, or to untilMs when there is none.
  bool popUntil(TimeMs untilMs, Entry& out) {
    while (size_ > 0) {
      const TimeMs dueMs = nextInWindow();
      if (dueMs != kNever) {
        if (dueMs > untilMs) break;
        nowMs_ = dueMs;
        take(dueMs, out);
        --size_;
        return true;
      }
      if (!beginNextWindow(untilMs)) break;
    }
    // An empty window may be left behind; one that still holds timers begins after untilMs.
    nowMs_ = nowMs_ > untilMs ? nowMs_ : untilMs;
    return false;
  }

  // The `distance`-th timer after the next one that is known to be due soon, or nullptr: a hint for
  // fetching its record early.
  [[nodiscard]] const Payload* ahead(std::size_t distance) const {
    const std::size_t at = windowAt_ + distance;
    return at < window_.size() ? &window_[at].payload : nullptr;
  }

  // The time of the next timer, or kNever.
  [[nodiscard]] TimeMs nextDueMs() const {
    if (const TimeMs dueMs = nextInWindow(); dueMs != kNever) return dueMs;
    for (std::uint32_t level = 1; level < kLevels; ++level) {
      const std::uint32_t slot = nextSlot(level, digit(nowMs_, level) + 1);
      if (slot == kNil) continue;
      TimeMs earliest = kNever;
      forEachIn(slots_[level * kSlots + slot], [&earliest](const Entry& entry) {
        if (earliest == kNever || entry.dueMs < earliest) earliest = entry.dueMs;
      });
      return earliest;
    }
    return kNever;
  }

  [[nodiscard]] TimeMs now() const { return nowMs_; }
  [[nodiscard]] std::size_t size() const { return size_; }

  // Calls visit(entry) for every timer: a fixed order for wheels that had the same history.
  template <class Visitor>
  void forEach(Visitor&& visit) const {
    for (std::size_t i = windowAt_; i < window_.size(); ++i) visit(window_[i]);
    for (const Slot& slot : slots_) forEachIn(slot, visit);
  }

 private:
  static constexpr std::uint32_t kNil = 0xFFFFFFFFu;
  static constexpr std::uint32_t kDigitBits = 8;
  static constexpr std::uint32_t kSlots = 1u << kDigitBits;
  static constexpr std::uint32_t kLevels = 6;  // 2^48 ms: longer than any run
  static constexpr std::uint32_t kWords = kSlots / 64;
  static constexpr std::uint32_t kBlockSize = 10;

  struct alignas(64) Block {
    std::array<Entry, kBlockSize> entries{};
    std::uint32_t next = kNil;
    std::uint32_t begin = 0;  // entries before it have been taken
  };
  // Blocks from head to tail. How full the tail is stands here and not in the block (the others are
  // full): to add a timer only writes to the block, and does not wait for its cache line.
  struct Slot {
    std::uint32_t head = kNil;
    std::uint32_t tail = kNil;
    std::uint32_t tailEnd = kBlockSize;

    [[nodiscard]] std::uint32_t endOf(std::uint32_t block) const {
      return block == tail ? tailEnd : kBlockSize;
    }
  };

  static std::uint32_t digit(TimeMs at, std::uint32_t level) {
    return static_cast<std::uint32_t>(at >> (level * kDigitBits)) & (kSlots - 1);
  }

  void place(const Entry& entry) {
    const auto difference = static_cast<std::uint64_t>(entry.dueMs ^ nowMs_);
    const std::uint32_t level =
        difference == 0
            ? 0
            : static_cast<std::uint32_t>(63 - std::countl_zero(difference)) / kDigitBits;
    TY_ASSERT(level < kLevels);
    const std::uint32_t slotDigit = digit(entry.dueMs, level);
    Slot& slot = slots_[level * kSlots + slotDigit];
    if (slot.tailEnd == kBlockSize) addBlock(slot);
    blocks_[slot.tail].entries[slot.tailEnd++] = entry;
    occupied_[level * kWords + slotDigit / 64] |= 1ull << (slotDigit % 64);
  }

  void addBlock(Slot& slot) {
    std::uint32_t index = freeHead_;
    if (index == kNil) {
      index = static_cast<std::uint32_t>(blocks_.size());
      blocks_.emplace_back();
    }
    Block& block = blocks_[index];
    if (index == freeHead_) freeHead_ = block.next;
    block.next = kNil;
    block.begin = 0;
    if (slot.tail == kNil) {
      slot.head = index;
    } else {
      blocks_[slot.tail].next = index;
    }
    slot.tail = index;
    slot.tailEnd = 0;
  }

  void freeBlock(std::uint32_t index) {
    blocks_[index].next = freeHead_;
    freeHead_ = index;
  }

  void clearSlot(std::uint32_t level, std::uint32_t slotDigit) {
    slots_[level * kSlots + slotDigit] = {};
    occupied_[level * kWords + slotDigit / 64] &= ~(1ull << (slotDigit % 64));
  }

  template <class Visitor>
  void forEachIn(const Slot& slot, Visitor&& visit) const {
    for (std::uint32_t index = slot.head; index != kNil; index = blocks_[index].next) {
      const Block& block = blocks_[index];
      for (std::uint32_t i = block.begin; i < slot.endOf(index); ++i) visit(block.entries[i]);
    }
  }

  // First occupied slot of the level at or after `from`, or kNil.
  [[nodiscard]] std::uint32_t nextSlot(std::uint32_t level, std::uint32_t from) const {
    if (from >= kSlots) return kNil;
    std::uint32_t word = from / 64;
    std::uint64_t bits = occupied_[level * kWords + word] & (~0ull << (from % 64));
    while (bits == 0) {
      if (++word == kWords) return kNil;
      bits = occupied_[level * kWords + word];
    }
    return word * 64 + static_cast<std::uint32_t>(std::countr_zero(bits));
  }

  // The next due time within the running window, or kNever.
  [[nodiscard]] TimeMs nextInWindow() const {
    const TimeMs array = windowAt_ < window_.size() ? window_[windowAt_].dueMs : kNever;
    const std::uint32_t slot = nextSlot(0, digit(nowMs_, 0));
    if (slot == kNil) return array;
    const TimeMs beside = (nowMs_ & ~static_cast<TimeMs>(kSlots - 1)) | slot;
    return array != kNever && array <= beside ? array : beside;
  }

  void take(TimeMs dueMs, Entry& out) {
    if (windowAt_ < window_.size() && window_[windowAt_].dueMs == dueMs) {
      out = window_[windowAt_++];
      return;
    }
    const std::uint32_t slotDigit = digit(dueMs, 0);
    Slot& slot = slots_[slotDigit];
    const std::uint32_t index = slot.head;
    Block& block = blocks_[index];
    out = block.entries[block.begin++];
    if (block.begin < slot.endOf(index)) return;
    slot.head = block.next;
    if (slot.head == kNil) clearSlot(0, slotDigit);
    freeBlock(index);
  }

  // Moves on to the next window with timers; false, and nothing moves, when it begins after
  // untilMs. REQUIRES: the running window holds none.
  bool beginNextWindow(TimeMs untilMs) {
    for (std::uint32_t level = 1; level < kLevels; ++level) {
      const std::uint32_t slotDigit = nextSlot(level, digit(nowMs_, level) + 1);
      if (slotDigit == kNil) continue;
      const std::uint32_t shift = level * kDigitBits;
      const TimeMs blockMask = ~((static_cast<TimeMs>(1) << (shift + kDigitBits)) - 1);
      const TimeMs startMs = (nowMs_ & blockMask) | (static_cast<TimeMs>(slotDigit) << shift);
      if (startMs > untilMs) return false;
      nowMs_ = startMs;
      const Slot slot = slots_[level * kSlots + slotDigit];
      clearSlot(level, slotDigit);
      if (level == 1) {
        countIntoWindow(slot);
        return true;
      }
      for (std::uint32_t index = slot.head; index != kNil;) {
        const Block block = blocks_[index];  // a copy: placing may take the block again
        freeBlock(index);
        for (std::uint32_t i = block.begin; i < slot.endOf(index); ++i) place(block.entries[i]);
        index = block.next;
      }
      // Those of its first 256 ms have gone beside the array, in order, and are all there is.
      window_.clear();
      windowAt_ = 0;
      return true;
    }
    return false;
  }

  void countIntoWindow(const Slot& slot) {
    std::array<std::uint32_t, kSlots> position{};
    std::uint32_t total = 0;
    forEachIn(slot, [&](const Entry& entry) { ++position[digit(entry.dueMs, 0)]; });
    for (std::uint32_t& count : position) {
      const std::uint32_t begin = total;
      total += count;
      count = begin;
    }
    window_.resize(total);
    windowAt_ = 0;
    forEachIn(slot,
              [&](const Entry& entry) { window_[position[digit(entry.dueMs, 0)]++] = entry; });
    for (std::uint32_t index = slot.head; index != kNil;) {
      const std::uint32_t next = blocks_[index].next;
      freeBlock(index);
      index = next;
    }
  }

  TimeMs nowMs_ = 0;
  std::size_t size_ = 0;
  std::vector<Entry> window_;  // the running window, by time; before windowAt_: taken
  std::size_t windowAt_ = 0;
  std::uint32_t freeHead_ = kNil;
  ChunkedArray<Block> blocks_;
  std::array<Slot, kLevels * kSlots> slots_{};  // level 0: what came into the running window
  std::array<std::uint64_t, kLevels * kWords> occupied_{};
};

}  // namespace taskyard
