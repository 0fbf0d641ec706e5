# Part of the setup program: Homeline becomes one of the programs that Windows offers for tel: and
# sip: links under "Default apps". It is not made the default. SHELL_CONTEXT is the registry of this
# user or of all, as the installation was chosen.

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\Homeline.Link" "" "${PRODUCT_NAME}"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Homeline.Link" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\Homeline.Link\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Homeline.Link\shell\open\command" "" '"$appExe" "%1"'
  WriteRegStr SHELL_CONTEXT "Software\Homeline\Capabilities" "ApplicationName" "${PRODUCT_NAME}"
  WriteRegStr SHELL_CONTEXT "Software\Homeline\Capabilities" "ApplicationDescription" "${PRODUCT_NAME}"
  WriteRegStr SHELL_CONTEXT "Software\Homeline\Capabilities\URLAssociations" "tel" "Homeline.Link"
  WriteRegStr SHELL_CONTEXT "Software\Homeline\Capabilities\URLAssociations" "sip" "Homeline.Link"
  WriteRegStr SHELL_CONTEXT "Software\RegisteredApplications" "Homeline" "Software\Homeline\Capabilities"
!macroend

# An update takes the old version away first: what somebody chose for links must outlive that.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegValue SHELL_CONTEXT "Software\RegisteredApplications" "Homeline"
    DeleteRegKey SHELL_CONTEXT "Software\Homeline"
    DeleteRegKey SHELL_CONTEXT "Software\Classes\Homeline.Link"
  ${endIf}
!macroend
