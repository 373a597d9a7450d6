/**
 * Layer 2: a dense heat map. Every kept visible point with a score adds a Gaussian (sigma: 0.75 of the mean
 * distance between points) of weight and of weight times score; their quotient is the local mean score, and the
 * weight says how much the points have to say there.
 */
import {
  AdditiveBlending,
  DoubleSide,
  GLSL3,
  HalfFloatType,
  LinearFilter,
  OrthographicCamera,
  Points,
  RawShaderMaterial,
  RGFormat,
  Scene,
  Vector2,
  WebGLRenderTarget,
  type BufferGeometry,
  type WebGLRenderer,
} from 'three';
import { noScore, pointState } from '../pointStates.ts';
import { meanSpacing } from '../pointStyle.ts';
import type { Size } from '../spaces.ts';
import { scoreGlsl, type SharedUniforms } from '../uniforms.ts';
import { imagePlane, imagePlaneVertexShader } from './image.ts';
import type { Layer } from './layer.ts';

export interface HeatLayer extends Layer {
  /** The image's size and how many kept points there are: they set the width of the Gaussians. */
  setSize(image: Size, keptCount: number): void;
  /** Adds the Gaussians up off screen; before the stage is drawn, when points, scores or the range changed. */
  accumulate(renderer: WebGLRenderer, points: BufferGeometry): void;
}

const sigmaPerSpacing = 0.75;
/** Resolution of the sums: enough that linear interpolation of a Gaussian shows no grid. */
const texelsPerSigma = 2.5;
const largestTarget = 1024;

const splatVertexShader = /* glsl */ `
precision highp float;
uniform mat4 projectionMatrix;
uniform float sigmaTexels;
${scoreGlsl}
in vec2 position;
in float state;
in float score;
out float place;
void main() {
  bool counts = state == ${pointState.visible}.0 && score > ${(noScore / 10).toExponential()};
  place = mapPlace(score);
  gl_PointSize = 6.0 * sigmaTexels;
  gl_Position = counts ? projectionMatrix * vec4(position, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
}
`;

const splatFragmentShader = /* glsl */ `
precision highp float;
in float place;
out vec4 sums;
void main() {
  vec2 sigmas = (gl_PointCoord - 0.5) * 6.0;
  float weight = exp(-0.5 * dot(sigmas, sigmas));
  sums = vec4(weight * place, weight, 0.0, 1.0);
}
`;

const fragmentShader = /* glsl */ `
precision highp float;
uniform sampler2D sums;
uniform float opacity;
${scoreGlsl}
in vec2 place;
out vec4 pixel;
void main() {
  vec2 sum = texture(sums, place).rg;
  if (sum.g < 0.01) discard;
  float mean = sum.r / sum.g;
  // Full where points stand at their usual distance, gone where the nearest is far.
  float support = 1.0 - exp(-3.0 * sum.g);
  float faded = smoothstep(mapPlace(threshold) - 0.04, mapPlace(threshold) + 0.04, mean);
  pixel = vec4(mapColour(mean), opacity * support * mix(0.35, 0.7, faded));
}
`;

export function createHeatLayer(shared: SharedUniforms): HeatLayer {
  const target = new WebGLRenderTarget(1, 1, {
    type: HalfFloatType,
    format: RGFormat,
    minFilter: LinearFilter,
    magFilter: LinearFilter,
    depthBuffer: false,
  });
  const sigmaTexels = { value: texelsPerSigma };
  const splatMaterial = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: splatVertexShader,
    fragmentShader: splatFragmentShader,
    uniforms: { ...shared, sigmaTexels },
    blending: AdditiveBlending,
    premultipliedAlpha: true,
    transparent: true,
    depthTest: false,
    depthWrite: false,
  });
  const imageSize = { value: new Vector2(1, 1) };
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: imagePlaneVertexShader,
    fragmentShader,
    uniforms: { ...shared, imageSize, sums: { value: target.texture } },
    transparent: true,
    depthTest: false,
    depthWrite: false,
    side: DoubleSide,
  });
  const object = imagePlane(material);
  const camera = new OrthographicCamera();
  const scene = new Scene();
  const splats = new Points<BufferGeometry, RawShaderMaterial>(undefined, splatMaterial);
  splats.frustumCulled = false;
  scene.add(splats);

  return {
    object,
    setSize(image, keptCount) {
      imageSize.value.set(image.width, image.height);
      const sigma = sigmaPerSpacing * meanSpacing(image, keptCount);
      const scale = Math.min(
        texelsPerSigma / sigma,
        largestTarget / Math.max(image.width, image.height),
      );
      sigmaTexels.value = sigma * scale;
      target.setSize(Math.ceil(image.width * scale), Math.ceil(image.height * scale));
      // Row 0 of the sums is the image's top row, so the plane reads both the same way.
      Object.assign(camera, { left: -0.5, right: image.width - 0.5 });
      Object.assign(camera, { bottom: -0.5, top: image.height - 0.5, near: -1, far: 1 });
      camera.updateProjectionMatrix();
    },
    accumulate(renderer, points) {
      splats.geometry = points;
      const before = renderer.getRenderTarget();
      const alpha = renderer.getClearAlpha();
      renderer.setRenderTarget(target);
      renderer.setClearAlpha(0);
      renderer.clear(true, false, false);
      renderer.render(scene, camera);
      renderer.setClearAlpha(alpha);
      renderer.setRenderTarget(before);
    },
    dispose() {
      target.dispose();
      splatMaterial.dispose();
      object.geometry.dispose();
      material.dispose();
    },
  };
}
