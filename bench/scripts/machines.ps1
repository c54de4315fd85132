# Machines of the scripts of fleets: processes of this one behind the serialisation of remoting.

function New-ProcessSession {
    [CmdletBinding()]
    param()

    $instance = [Management.Automation.Runspaces.PowerShellProcessInstance]::new()
    $runspace = [runspacefactory]::CreateOutOfProcessRunspace($null, $instance)
    $runspace.Open()
    [Management.Automation.Runspaces.PSSession]::Create($runspace, 'Process', $PSCmdlet) | Add-Member -PassThru -NotePropertyName Instance -NotePropertyValue $instance
}

function Get-Committed { (Invoke-RestMethod "$BaseUrl/simulator/counts").operationsTotal.committed }
