/** Outlines of constant width in view pixels, solid or dashed, with a dark edge that keeps them legible. */
import {
  BufferAttribute,
  Color,
  DoubleSide,
  DynamicDrawUsage,
  GLSL3,
  Group,
  InstancedBufferGeometry,
  InstancedInterleavedBuffer,
  InterleavedBufferAttribute,
  Mesh,
  RawShaderMaterial,
} from 'three';
import { segmentFloats } from '../contours.ts';
import type { SharedUniforms } from '../uniforms.ts';
import type { Layer } from './layer.ts';

export interface OutlineLayer extends Layer {
  /** Segments as traceContours gives them. */
  setSegments(segments: Float32Array): void;
}

export interface OutlineStyle {
  /** CSS colour. */
  readonly colour: string;
  /** View pixels. */
  readonly width: number;
  /** Length of a dash and of a gap in view pixels; 0: solid. */
  readonly dash: number;
}

/** Each segment is a quad around a capsule: round ends, so that neighbours join without gaps. */
const vertexShader = /* glsl */ `
precision highp float;
uniform mat4 projectionMatrix;
uniform vec2 viewSize;
uniform float scale;
uniform float halfWidth;
in vec2 position;
in vec2 start;
in vec2 end;
in float travelled;
out vec2 along;
out float extent;
out float offset;

void main() {
  // Device pixels from the start, in the segment's own axes.
  vec2 run = (end - start) * scale;
  extent = max(length(run), 1e-4);
  vec2 axis = run / extent;
  float reach = halfWidth + 1.0;
  along = vec2(mix(-reach, extent + reach, position.x), position.y * reach);
  offset = travelled * scale;
  vec2 image = start + (axis * along.x + vec2(-axis.y, axis.x) * along.y) / scale;
  gl_Position = projectionMatrix * vec4(image, 0.0, 1.0);
}
`;

const fragmentShader = /* glsl */ `
precision highp float;
uniform vec3 colour;
uniform float opacity;
uniform float halfWidth;
uniform float dash;
in vec2 along;
in float extent;
in float offset;
out vec4 pixel;

void main() {
  float beyond = along.x - clamp(along.x, 0.0, extent);
  float alpha = 1.0 - smoothstep(halfWidth - 0.5, halfWidth + 0.5, length(vec2(beyond, along.y)));
  if (dash > 0.0) {
    float phase = mod(offset + along.x, 2.0 * dash);
    alpha *= smoothstep(0.0, 1.0, min(phase, dash - phase) + 0.5);
  }
  if (alpha < 0.01) discard;
  pixel = vec4(colour, alpha * opacity);
}
`;

export function createOutlineLayer(shared: SharedUniforms, style: OutlineStyle): OutlineLayer {
  const geometry = new InstancedBufferGeometry();
  geometry.setIndex([0, 1, 2, 2, 1, 3]);
  geometry.setAttribute(
    'position',
    new BufferAttribute(new Float32Array([0, -1, 1, -1, 0, 1, 1, 1]), 2),
  );
  let buffer = attachSegments(geometry, 0);

  const stroke = (colour: string, width: number, dash: number) => {
    const sized = { halfWidth: { value: 1 }, dash: { value: 0 } };
    const material = new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader,
      fragmentShader,
      uniforms: { ...shared, ...sized, colour: { value: displayColour(colour) } },
      transparent: true,
      depthTest: false,
      depthWrite: false,
      side: DoubleSide,
    });
    const mesh = new Mesh(geometry, material);
    mesh.frustumCulled = false;
    mesh.onBeforeRender = () => {
      sized.halfWidth.value = 0.5 * width * shared.pixelRatio.value;
      sized.dash.value = dash * shared.pixelRatio.value;
      material.uniformsNeedUpdate = true;
    };
    return mesh;
  };
  const object = new Group();
  // The dark edge is drawn whole first: drawn segment by segment it would cut into the neighbours' colour.
  const strokes = [
    stroke('#000000', style.width + 1.5, 0),
    stroke(style.colour, style.width, style.dash),
  ];
  object.add(...strokes);

  return {
    object,
    setSegments(segments) {
      const count = segments.length / segmentFloats;
      if (segments.length > buffer.array.length) {
        geometry.dispose();
        buffer = attachSegments(geometry, count);
      }
      buffer.set(segments, 0);
      buffer.clearUpdateRanges();
      buffer.addUpdateRange(0, segments.length);
      buffer.needsUpdate = true;
      geometry.instanceCount = count;
    },
    dispose() {
      geometry.dispose();
      for (const mesh of strokes) mesh.material.dispose();
    },
  };
}

/** A colour as it is written in CSS, not converted: the shaders write display values. */
export function displayColour(css: string): Color {
  return new Color().setStyle(css, 'srgb-linear');
}

/** Room for `count` segments and some growth, so that dragging a threshold seldom allocates. */
function attachSegments(geometry: InstancedBufferGeometry, count: number) {
  const room = Math.ceil(count * 1.5) + 256;
  const buffer = new InstancedInterleavedBuffer(
    new Float32Array(room * segmentFloats),
    segmentFloats,
    1,
  );
  buffer.setUsage(DynamicDrawUsage);
  geometry.setAttribute('start', new InterleavedBufferAttribute(buffer, 2, 0));
  geometry.setAttribute('end', new InterleavedBufferAttribute(buffer, 2, 2));
  geometry.setAttribute('travelled', new InterleavedBufferAttribute(buffer, 1, 4));
  geometry.instanceCount = 0;
  return buffer;
}
