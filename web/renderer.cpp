#include "renderer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <GLES3/gl3.h>

namespace taskyard {

namespace {

constexpr const char* kVertexShader = R"(#version 300 es
precision highp float;
layout(location = 0) in vec2 position;
layout(location = 1) in vec2 uv;
layout(location = 2) in vec4 colour;
uniform vec4 projection;
out vec2 fragmentUv;
out vec4 fragmentColour;
void main() {
  fragmentUv = uv;
  fragmentColour = colour;
  gl_Position = vec4(position * projection.xy + projection.zw, 0.0, 1.0);
}
)";

// The texture holds coverage only.
constexpr const char* kFragmentShader = R"(#version 300 es
precision mediump float;
uniform sampler2D coverage;
in vec2 fragmentUv;
in vec4 fragmentColour;
out vec4 result;
void main() {
  result = vec4(fragmentColour.rgb, fragmentColour.a * texture(coverage, fragmentUv).r);
}
)";

GLuint compiled(GLenum kind, const char* source) {
  const GLuint shader = glCreateShader(kind);
  glShaderSource(shader, 1, &source, nullptr);
  glCompileShader(shader);
  return shader;
}

const void* offset(std::size_t bytes) { return reinterpret_cast<const void*>(bytes); }

void describeVertices() {
  constexpr GLsizei kStride = sizeof(ImDrawVert);
  for (GLuint i = 0; i < 3; ++i) glEnableVertexAttribArray(i);
  glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, kStride, offset(offsetof(ImDrawVert, pos)));
  glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, kStride, offset(offsetof(ImDrawVert, uv)));
  glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, kStride,
                        offset(offsetof(ImDrawVert, col)));
}

}  // namespace

bool Renderer::open() {
  const GLuint vertex = compiled(GL_VERTEX_SHADER, kVertexShader);
  const GLuint fragment = compiled(GL_FRAGMENT_SHADER, kFragmentShader);
  program_ = glCreateProgram();
  glAttachShader(program_, vertex);
  glAttachShader(program_, fragment);
  glLinkProgram(program_);
  glDeleteShader(vertex);
  glDeleteShader(fragment);
  GLint linked = GL_FALSE;
  glGetProgramiv(program_, GL_LINK_STATUS, &linked);
  if (linked != GL_TRUE) return false;

  // Everything below stays as it is set here: there is nobody else.
  glUseProgram(program_);
  projection_ = glGetUniformLocation(program_, "projection");
  glUniform1i(glGetUniformLocation(program_, "coverage"), 0);
  glGenVertexArrays(1, &vertexArray_);
  glBindVertexArray(vertexArray_);
  glGenBuffers(1, &vertices_);
  glGenBuffers(1, &indices_);
  glBindBuffer(GL_ARRAY_BUFFER, vertices_);
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_);
  describeVertices();
  glGenTextures(1, &texture_);
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, texture_);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glEnable(GL_BLEND);
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  return true;
}

void Renderer::forget() { *this = Renderer(); }

void Renderer::uploadFonts(ImFontAtlas& atlas) {
  unsigned char* pixels = nullptr;
  int width = 0;
  int height = 0;
  atlas.GetTexDataAsAlpha8(&pixels, &width, &height);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width, height, 0, GL_RED, GL_UNSIGNED_BYTE, pixels);
}

void Renderer::draw(const ImDrawData& data, const CanvasSize& size, ImU32 ground) {
  const ImVec4 colour = ImGui::ColorConvertU32ToFloat4(ground);
  glViewport(0, 0, size.deviceWidth, size.deviceHeight);
  glDisable(GL_SCISSOR_TEST);
  glClearColor(colour.x, colour.y, colour.z, 1.0f);
  glClear(GL_COLOR_BUFFER_BIT);
  if (data.DisplaySize.x <= 0.0f || data.DisplaySize.y <= 0.0f) return;
  glEnable(GL_SCISSOR_TEST);
  glUniform4f(projection_, 2.0f / data.DisplaySize.x, -2.0f / data.DisplaySize.y, -1.0f, 1.0f);
  for (const ImDrawList* list : data.CmdLists) drawList(*list, data, size);
}

void Renderer::drawList(const ImDrawList& list, const ImDrawData& data, const CanvasSize& size) {
  static_assert(sizeof(ImDrawIdx) == sizeof(std::uint16_t));
  if (list.CmdBuffer.empty() || list.VtxBuffer.empty()) return;
  glBufferData(GL_ARRAY_BUFFER, list.VtxBuffer.size_in_bytes(), list.VtxBuffer.Data,
               GL_STREAM_DRAW);
  glBufferData(GL_ELEMENT_ARRAY_BUFFER, list.IdxBuffer.size_in_bytes(), list.IdxBuffer.Data,
               GL_STREAM_DRAW);
  const ImVec2 scale = data.FramebufferScale;
  for (const ImDrawCmd& command : list.CmdBuffer) {
    if (command.ElemCount == 0) continue;
    const auto pixel = [](float value, int most) {
      return std::clamp(static_cast<int>(value + 0.5f), 0, most);
    };
    const int left = pixel(command.ClipRect.x * scale.x, size.deviceWidth);
    const int top = pixel(command.ClipRect.y * scale.y, size.deviceHeight);
    const int right = pixel(command.ClipRect.z * scale.x, size.deviceWidth);
    const int bottom = pixel(command.ClipRect.w * scale.y, size.deviceHeight);
    if (right <= left || bottom <= top) continue;
    glScissor(left, size.deviceHeight - bottom, right - left, bottom - top);
    glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount), GL_UNSIGNED_SHORT,
                   offset(command.IdxOffset * sizeof(ImDrawIdx)));
  }
}

}  // namespace taskyard
