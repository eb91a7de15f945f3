#pragma once
// A growing array of plain records in chunks of a fixed size. Copies share their chunks until one
// of them changes a record: then that chunk alone is copied. So a copy costs a pointer per chunk,
// however much it holds, and growing moves nothing. A reference from a changing access (operator[]
// of an array that is not const) stays good until the array is next copied or ends; one from a
// reading access also ends with the next change to its chunk.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

namespace taskyard {

template <class T>
class ChunkedArray {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  ChunkedArray() = default;
  ChunkedArray(const ChunkedArray& other) : places_(other.places_), size_(other.size_) {
    for (std::size_t i = 0; i < places_.size(); ++i) {
      places_[i].shared = true;
      other.places_[i].shared = true;
      ++places_[i].chunk->owners;
    }
  }
  ChunkedArray(ChunkedArray&& other) noexcept
      : places_(std::move(other.places_)), size_(std::exchange(other.size_, 0)) {
    other.places_.clear();
  }
  ChunkedArray& operator=(ChunkedArray other) noexcept {
    std::swap(places_, other.places_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~ChunkedArray() {
    for (const Place& place : places_) release(place.chunk);
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  // REQUIRES: i < size().
  const T& operator[](std::size_t i) const { return places_[i / kChunk].chunk->items[i % kChunk]; }
  T& operator[](std::size_t i) {
    Place& place = places_[i / kChunk];
    if (place.shared) makeOwn(place);
    return place.chunk->items[i % kChunk];
  }

  T& emplace_back() {
    if (size_ % kChunk == 0) places_.push_back({new Chunk, false});
    T& record = (*this)[size_++];
    record = T();
    return record;
  }

  // Reading only: what changes records goes by their position.
  class Iterator {
   public:
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using reference = const T&;
    using pointer = const T*;
    using iterator_category = std::forward_iterator_tag;

    Iterator() = default;
    Iterator(const ChunkedArray& array, std::size_t at) : array_(&array), at_(at) {}
    reference operator*() const { return (*array_)[at_]; }
    pointer operator->() const { return &(*array_)[at_]; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++at_;
      return before;
    }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }

   private:
    const ChunkedArray* array_ = nullptr;
    std::size_t at_ = 0;
  };
  [[nodiscard]] Iterator begin() const { return {*this, 0}; }
  [[nodiscard]] Iterator end() const { return {*this, size_}; }

 private:
  static constexpr std::size_t kTargetBytes = 32 * 1024;
  static constexpr std::size_t chunkSize() {
    std::size_t count = 1;
    while (count * 2 * sizeof(T) <= kTargetBytes) count *= 2;
    return count;
  }
  static constexpr std::size_t kChunk = chunkSize();  // a power of two

  struct Chunk {
    Chunk() {}  // items are written as they are added
    std::uint32_t owners = 1;
    union {
      T items[kChunk];
    };
  };
  // `shared`: another array may own the chunk too. It spares a look at the chunk on every change.
  struct Place {
    Chunk* chunk = nullptr;
    mutable bool shared = false;
  };

  static void release(Chunk* chunk) {
    if (--chunk->owners == 0) delete chunk;
  }

  void makeOwn(Place& place) {
    place.shared = false;
    if (place.chunk->owners == 1) return;
    Chunk* const copy = new Chunk;
    std::memcpy(copy->items, place.chunk->items, sizeof copy->items);
    release(place.chunk);
    place.chunk = copy;
  }

  std::vector<Place> places_;
  std::size_t size_ = 0;
};

}  // namespace taskyard
