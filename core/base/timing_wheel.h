#pragma once
// The event queue of the simulation: what is due, and when.
//
// A hierarchical timing wheel with one-millisecond slots. A timer sits on the level of the highest
// base-256 digit in which its due time differs from the current time, and moves one level down each
// time that digit comes up. Scheduling is O(1); finding the next timer skips empty slots by bitmap.
//
// Order: by time, then by the order of scheduling. That follows from the structure and needs no
// sequence number: a slot is a FIFO list, and a timer can only be put on a lower level after all
// earlier ones for the same block of time have been moved down in their order.
//
// There is no cancel: the payload carries a stamp, and its owner ignores a timer whose stamp is
// old. The wheel is a plain value: copying State copies what is due. Source: G. Varghese, T. Lauck,
// "Hashed and hierarchical timing wheels", SOSP 1987.

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "base/assert.h"
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
    std::uint32_t node = freeHead_;
    if (node != kNil) {
      freeHead_ = nodes_[node].next;
    } else {
      node = static_cast<std::uint32_t>(nodes_.size());
      nodes_.emplace_back();
    }
    nodes_[node].entry = {dueMs, payload};
    place(node);
    ++size_;
  }

  // Takes the next timer due at or before untilMs; false when there is none. Moves now() to the
  // timer's time, or to untilMs when there is none.
  bool popUntil(TimeMs untilMs, Entry& out) {
    if (size_ == 0) {
      nowMs_ = nowMs_ > untilMs ? nowMs_ : untilMs;
      return false;
    }
    while (true) {
      const std::uint32_t slot = nextSlot(0, digit(nowMs_, 0));
      if (slot != kNil) {
        const TimeMs dueMs = (nowMs_ & ~static_cast<TimeMs>(kSlots - 1)) | slot;
        if (dueMs > untilMs) {
          nowMs_ = untilMs;
          return false;
        }
        nowMs_ = dueMs;
        takeFirst(slot, out);
        return true;
      }
      if (!descend(untilMs)) {
        nowMs_ = nowMs_ > untilMs ? nowMs_ : untilMs;
        return false;
      }
    }
  }

  // The time of the next timer, or kNever.
  [[nodiscard]] TimeMs nextDueMs() const {
    for (std::uint32_t level = 0; level < kLevels; ++level) {
      const std::uint32_t from = digit(nowMs_, level) + (level == 0 ? 0 : 1);
      const std::uint32_t slot = nextSlot(level, from);
      if (slot == kNil) continue;
      TimeMs earliest = kNever;
      for (std::uint32_t node = slots_[level * kSlots + slot].head; node != kNil;
           node = nodes_[node].next) {
        const TimeMs dueMs = nodes_[node].entry.dueMs;
        if (earliest == kNever || dueMs < earliest) earliest = dueMs;
      }
      return earliest;
    }
    return kNever;
  }

  [[nodiscard]] TimeMs now() const { return nowMs_; }
  [[nodiscard]] std::size_t size() const { return size_; }

  // Calls visit(entry) for every timer, slot by slot: a fixed order for equal wheels.
  template <class Visitor>
  void forEach(Visitor&& visit) const {
    for (const Slot& slot : slots_) {
      for (std::uint32_t node = slot.head; node != kNil; node = nodes_[node].next) {
        visit(nodes_[node].entry);
      }
    }
  }

 private:
  static constexpr std::uint32_t kNil = 0xFFFFFFFFu;
  static constexpr std::uint32_t kDigitBits = 8;
  static constexpr std::uint32_t kSlots = 1u << kDigitBits;
  static constexpr std::uint32_t kLevels = 6;  // 2^48 ms: longer than any run

  struct Node {
    Entry entry;
    std::uint32_t next = kNil;
  };
  struct Slot {
    std::uint32_t head = kNil;
    std::uint32_t tail = kNil;
  };

  static std::uint32_t digit(TimeMs at, std::uint32_t level) {
    return static_cast<std::uint32_t>(at >> (level * kDigitBits)) & (kSlots - 1);
  }

  void place(std::uint32_t node) {
    const auto difference = static_cast<std::uint64_t>(nodes_[node].entry.dueMs ^ nowMs_);
    const std::uint32_t level =
        difference == 0
            ? 0
            : static_cast<std::uint32_t>(63 - std::countl_zero(difference)) / kDigitBits;
    TY_ASSERT(level < kLevels);
    const std::uint32_t slotDigit = digit(nodes_[node].entry.dueMs, level);
    Slot& slot = slots_[level * kSlots + slotDigit];
    nodes_[node].next = kNil;
    if (slot.tail == kNil) {
      slot.head = node;
    } else {
      nodes_[slot.tail].next = node;
    }
    slot.tail = node;
    occupied_[level * kWords + slotDigit / 64] |= 1ull << (slotDigit % 64);
  }

  void clearSlot(std::uint32_t level, std::uint32_t slotDigit) {
    slots_[level * kSlots + slotDigit] = {};
    occupied_[level * kWords + slotDigit / 64] &= ~(1ull << (slotDigit % 64));
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

  void takeFirst(std::uint32_t slotDigit, Entry& out) {
    Slot& slot = slots_[slotDigit];
    const std::uint32_t node = slot.head;
    out = nodes_[node].entry;
    slot.head = nodes_[node].next;
    if (slot.head == kNil) clearSlot(0, slotDigit);
    nodes_[node].next = freeHead_;
    freeHead_ = node;
    --size_;
  }

  // Moves the next occupied slot of the lowest non-empty level down; false when that slot begins
  // after untilMs (nothing is moved then).
  bool descend(TimeMs untilMs) {
    for (std::uint32_t level = 1; level < kLevels; ++level) {
      const std::uint32_t slotDigit = nextSlot(level, digit(nowMs_, level) + 1);
      if (slotDigit == kNil) continue;
      const std::uint32_t shift = level * kDigitBits;
      const TimeMs blockMask = ~((static_cast<TimeMs>(1) << (shift + kDigitBits)) - 1);
      const TimeMs startMs = (nowMs_ & blockMask) | (static_cast<TimeMs>(slotDigit) << shift);
      if (startMs > untilMs) return false;
      nowMs_ = startMs;
      std::uint32_t node = slots_[level * kSlots + slotDigit].head;
      clearSlot(level, slotDigit);
      while (node != kNil) {
        const std::uint32_t next = nodes_[node].next;
        place(node);
        node = next;
      }
      return true;
    }
    return false;
  }

  static constexpr std::uint32_t kWords = kSlots / 64;

  TimeMs nowMs_ = 0;
  std::size_t size_ = 0;
  std::uint32_t freeHead_ = kNil;
  std::vector<Node> nodes_;
  std::array<Slot, kLevels * kSlots> slots_{};
  std::array<std::uint64_t, kLevels * kWords> occupied_{};
};

}  // namespace taskyard
