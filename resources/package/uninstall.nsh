; The app itself tells Windows that it opens oplog:// links (electron/main/view-links.ts); that is taken back
; with it. An update keeps it.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegKey HKCU "Software\Classes\oplog"
  ${endIf}
!macroend
