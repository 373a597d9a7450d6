/** Rings around picked points and the hovered one. A pick stays marked through occlusion, then hollow. */
import {
  BufferAttribute,
  BufferGeometry,
  DynamicDrawUsage,
  GLSL3,
  Points,
  RawShaderMaterial,
} from 'three';
import type { FramePoints } from '../../api/frameSource.ts';
import type { SharedUniforms } from '../uniforms.ts';
import type { Layer } from './layer.ts';

export interface MarkersLayer extends Layer {
  /** Ids in the archive's numbering; those without a finite position in the frame are left out. */
  setMarkers(points: FramePoints | undefined, picks: readonly number[], hovered?: number): void;
}

const kinds = { pickVisible: 0, pickOccluded: 1, hovered: 2 } as const;

const vertexShader = /* glsl */ `
precision highp float;
uniform mat4 projectionMatrix;
uniform float pixelRatio;
in vec2 position;
in float kind;
out float radius;
out float halfSize;
out float style;
void main() {
  style = kind;
  radius = (kind == ${kinds.hovered}.0 ? 7.0 : 9.0) * pixelRatio;
  halfSize = radius + 4.0 * pixelRatio;
  gl_PointSize = 2.0 * halfSize;
  gl_Position = projectionMatrix * vec4(position, 0.0, 1.0);
}
`;

/** White on dark, in that order of distance from the ring's middle: legible on any video and any colour map. */
const fragmentShader = /* glsl */ `
precision highp float;
uniform float pixelRatio;
in float radius;
in float halfSize;
in float style;
out vec4 pixel;

float band(float distance, float reach) {
  return 1.0 - smoothstep(reach - 0.5, reach + 0.5, distance);
}

void main() {
  vec2 at = (gl_PointCoord - 0.5) * 2.0 * halfSize;
  float distance = length(at);
  float ring = abs(distance - radius);
  float white = band(ring, (style == ${kinds.hovered}.0 ? 0.75 : 1.25) * pixelRatio);
  float dark = band(ring, 2.25 * pixelRatio);
  if (style == ${kinds.pickOccluded}.0) {
    // Eight dashes.
    float turn = abs(fract(atan(at.y, at.x) / 6.28318531 * 8.0) - 0.5) * 2.0;
    white *= smoothstep(0.35, 0.45, turn);
  }
  if (style == ${kinds.pickVisible}.0) {
    white = max(white, band(distance, 2.5 * pixelRatio));
    dark = max(dark, band(distance, 3.75 * pixelRatio));
  }
  float alpha = max(white, 0.75 * dark);
  if (alpha < 0.01) discard;
  pixel = vec4(vec3(white), alpha);
}
`;

export function createMarkersLayer(shared: SharedUniforms): MarkersLayer {
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader,
    fragmentShader,
    uniforms: { pixelRatio: shared.pixelRatio },
    transparent: true,
    depthTest: false,
    depthWrite: false,
  });
  const object = new Points(markersGeometry(16), material);
  object.frustumCulled = false;

  return {
    object,
    setMarkers(points, picks, hovered) {
      const wanted = picks.length + 1;
      if (wanted > object.geometry.getAttribute('kind').count) {
        object.geometry.dispose();
        object.geometry = markersGeometry(2 * wanted);
      }
      const position = object.geometry.getAttribute('position');
      const kind = object.geometry.getAttribute('kind');
      let count = 0;
      const mark = (id: number, markKind: number) => {
        const x = points?.positions[2 * id] ?? Number.NaN;
        const y = points?.positions[2 * id + 1] ?? Number.NaN;
        if (!Number.isFinite(x) || !Number.isFinite(y)) return;
        position.setXY(count, x, y);
        kind.setX(count, markKind);
        count += 1;
      };
      if (hovered !== undefined) mark(hovered, kinds.hovered);
      for (const id of picks)
        mark(id, points?.visible[id] === 1 ? kinds.pickVisible : kinds.pickOccluded);
      position.needsUpdate = true;
      kind.needsUpdate = true;
      object.geometry.setDrawRange(0, count);
    },
    dispose() {
      object.geometry.dispose();
      material.dispose();
    },
  };
}

function markersGeometry(room: number): BufferGeometry {
  const geometry = new BufferGeometry();
  const dynamic = (size: number) =>
    new BufferAttribute(new Float32Array(size * room), size).setUsage(DynamicDrawUsage);
  geometry.setAttribute('position', dynamic(2));
  geometry.setAttribute('kind', dynamic(1));
  geometry.setDrawRange(0, 0);
  return geometry;
}
