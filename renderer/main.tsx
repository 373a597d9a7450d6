/** The page: find the door to the host, start the session, render. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { findDoor } from './api/door.ts';
import { App } from './App.tsx';
import { createSession } from './session/session.ts';
import './styles/index.css';

const session = createSession(findDoor(window), window.sessionStorage);
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App session={session} />
  </StrictMode>,
);
