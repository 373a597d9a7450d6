/** Layer 1: all points in one draw call, coloured by score. */
import {
  BufferAttribute,
  BufferGeometry,
  DynamicDrawUsage,
  GLSL3,
  Points,
  RawShaderMaterial,
  type IUniform,
} from 'three';
import type { FramePoints } from '../../api/frameSource.ts';
import { drawingOrder, noScore, writePointStates, writeScores } from '../pointStates.ts';
import { scoreGlsl, type SharedUniforms } from '../uniforms.ts';
import type { Layer } from './layer.ts';

export interface PointsLayer extends Layer {
  readonly object: Points<BufferGeometry, RawShaderMaterial>;
  /** Makes room for a sequence's points; (N) index into pointStatuses. */
  setStatus(status: Uint8Array): void;
  /** (N) scores, NaN where there is none; undefined before the first map. */
  setScores(scores: Float32Array | undefined): void;
  setFrame(points: FramePoints): void;
  /** Dot diameter in view pixels. */
  setDiameter(diameter: number): void;
  /** Points that the filter dropped, small and grey. */
  setDroppedShown(shown: boolean): void;
}

/** What lies below the threshold keeps a quarter of its opacity: it fades, it does not vanish. */
const vertexShader = /* glsl */ `
precision highp float;
uniform mat4 projectionMatrix;
uniform float pixelRatio;
uniform float diameter;
uniform float opacity;
uniform float droppedShown;
${scoreGlsl}
in vec2 position;
in float state;
in float score;
out vec4 colour;
out float radius;
out float halfSize;
out float rim;

void main() {
  bool dropped = state > 2.5;
  bool occluded = state == 2.0 || state == 4.0;
  // An occluded point has no place in the picture; when it is picked or hovered, its marker shows it.
  bool hidden = state == 0.0 || occluded || (dropped && droppedShown < 0.5);
  bool scored = score > ${(noScore / 10).toExponential()};
  bool below = scored && score < threshold;

  vec3 rgb = scored ? mapColour(mapPlace(score)) : vec3(0.95);
  float alpha = below ? 0.25 : scored ? 1.0 : 0.75;
  float size = diameter * (below || !scored ? 0.8 : 1.0);
  if (dropped) {
    rgb = vec3(0.55);
    alpha = 0.45;
    size = diameter * 0.6;
  }

  colour = vec4(rgb, alpha * opacity);
  rim = dropped ? 0.0 : pixelRatio;
  radius = 0.5 * size * pixelRatio;
  halfSize = radius + rim + 1.0;
  gl_PointSize = 2.0 * halfSize;
  gl_Position = hidden ? vec4(2.0, 2.0, 2.0, 1.0) : projectionMatrix * vec4(position, 0.0, 1.0);
}
`;

/** A dot with a dark rim, so that it reads on bright and on dark video. */
const fragmentShader = /* glsl */ `
precision highp float;
in vec4 colour;
in float radius;
in float halfSize;
in float rim;
out vec4 pixel;

void main() {
  float distance = length(gl_PointCoord - 0.5) * 2.0 * halfSize;
  float disc = 1.0 - smoothstep(radius - 0.5, radius + 0.5, distance);
  float outer = 1.0 - smoothstep(radius + rim - 0.5, radius + rim + 0.5, distance);
  float rimAlpha = 0.6 * outer;
  float alpha = max(disc, rimAlpha) * colour.a;
  if (alpha < 0.004) discard;
  pixel = vec4(mix(vec3(0.0), colour.rgb, disc), alpha);
}
`;

export function createPointsLayer(shared: SharedUniforms): PointsLayer {
  const own: Record<'diameter' | 'droppedShown', IUniform<number>> = {
    diameter: { value: 4 },
    droppedShown: { value: 0 },
  };
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader,
    fragmentShader,
    uniforms: { ...shared, ...own },
    transparent: true,
    depthTest: false,
    depthWrite: false,
  });
  const object = new Points(pointsGeometry(0), material);
  object.frustumCulled = false;
  let status: Uint8Array = new Uint8Array(0);

  const attribute = (name: string) => object.geometry.getAttribute(name) as BufferAttribute;

  return {
    object,
    setStatus(next) {
      status = next;
      object.geometry.dispose();
      object.geometry = pointsGeometry(next.length);
    },
    setScores(scores) {
      const score = attribute('score');
      writeScores(scores, score.array as Float32Array);
      score.needsUpdate = true;
      const order = object.geometry.getIndex() as BufferAttribute;
      drawingOrder(score.array as Float32Array, order.array as Uint32Array);
      order.needsUpdate = true;
    },
    setFrame(points) {
      const position = attribute('position');
      const state = attribute('state');
      writePointStates(
        points,
        status,
        position.array as Float32Array,
        state.array as unknown as Uint8Array,
      );
      position.needsUpdate = true;
      state.needsUpdate = true;
    },
    setDiameter: (diameter) => void (own.diameter.value = diameter),
    setDroppedShown: (shown) => void (own.droppedShown.value = shown ? 1 : 0),
    dispose() {
      object.geometry.dispose();
      material.dispose();
    },
  };
}

/** All points hidden, without scores, in the order of their ids. */
function pointsGeometry(count: number): BufferGeometry {
  const geometry = new BufferGeometry();
  const dynamic = (attribute: BufferAttribute) => attribute.setUsage(DynamicDrawUsage);
  const order = new Uint32Array(count);
  for (let n = 0; n < count; n += 1) order[n] = n;
  geometry.setIndex(dynamic(new BufferAttribute(order, 1)));
  geometry.setAttribute('position', dynamic(new BufferAttribute(new Float32Array(2 * count), 2)));
  geometry.setAttribute('state', dynamic(new BufferAttribute(new Uint8Array(count), 1)));
  geometry.setAttribute(
    'score',
    dynamic(new BufferAttribute(new Float32Array(count).fill(noScore), 1)),
  );
  return geometry;
}
