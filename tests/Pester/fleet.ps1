# What the tests of fleets share, after common.ps1: machines that are processes of this one, and counts of the simulator.

function New-ProcessSession {
    <#
    .SYNOPSIS
    Starts a PowerShell of its own and returns a session on it: the serialisation of remoting, without a network.
    #>
    [CmdletBinding()]
    param()

    $instance = [Management.Automation.Runspaces.PowerShellProcessInstance]::new()
    $runspace = [runspacefactory]::CreateOutOfProcessRunspace($null, $instance)
    $runspace.Open()
    [Management.Automation.Runspaces.PSSession]::Create($runspace, 'Process', $PSCmdlet) |
        Add-Member -PassThru -NotePropertyName Instance -NotePropertyValue $instance
}

function Remove-ProcessSession($Session) {
    foreach ($one in $Session) {
        if (-not $one.Instance.HasExited) { $one.Instance.Process.Kill() }
        $one.Instance.Dispose()
    }
}

# Documents that are no fixtures.
function Get-LeftoverCount($Simulator) {
    $fixtures = 'schools', 'courses', 'sessions', 'courseOfferings', 'classPeriods', 'locations', 'localEducationAgencies'
    $Simulator.Counts().documents.byResource.PSObject.Properties | Where-Object { $_.Value -gt 0 -and $_.Name -notin $fixtures } | Measure-Object | ForEach-Object Count
}

function Start-TestSshd {
    <#
    .SYNOPSIS
    Starts an sshd on a free port of 127.0.0.1 whose subsystem is this PowerShell; .Stop() ends it with all of its sessions.
    #>
    $folder = [IO.Directory]::CreateTempSubdirectory('batchperf-sshd-').FullName
    & ssh-keygen -q -t ed25519 -N '' -f "$folder/host"
    & ssh-keygen -q -t ed25519 -N '' -f "$folder/client"
    if ((id -u) -eq '0') { $null = New-Item -ItemType Directory /run/sshd -Force }
    $program, $first = Get-PowerShellCommand
    $listener = [Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
    $listener.Start()
    $port = $listener.LocalEndpoint.Port
    $listener.Stop()
    @"
    Port $port
    ListenAddress 127.0.0.1
    HostKey $folder/host
    AuthorizedKeysFile $folder/client.pub
    PidFile none
    StrictModes no
    UsePAM no
    PasswordAuthentication no
    KbdInteractiveAuthentication no
    PermitRootLogin prohibit-password
    MaxStartups 100
    Subsystem powershell $(@($program, $first | Where-Object { $_ }) -join ' ') -sshs -NoLogo -NoProfile
"@ | Set-Content "$folder/sshd_config"
    $sshd = (Get-Command sshd, /usr/sbin/sshd -CommandType Application -ErrorAction Ignore | Select-Object -First 1).Source
    $process = Start-Process $sshd -ArgumentList '-D', '-f', "$folder/sshd_config", '-E', "$folder/log" -PassThru
    [pscustomobject]@{ Folder = $folder; Port = $port; Process = $process } |
        Add-Member -PassThru ScriptMethod Stop { $this.Process.Kill($true); $this.Process.WaitForExit(); Remove-Item -LiteralPath $this.Folder -Recurse }
}

function New-TestSshSession($Ssh) {
    # sshd may take a moment to listen.
    $options = @{ StrictHostKeyChecking = 'no'; UserKnownHostsFile = "$($Ssh.Folder)/known"; LogLevel = 'ERROR'; ConnectionAttempts = '20' }
    New-PSSession -HostName 127.0.0.1 -Port $Ssh.Port -UserName (id -un) -KeyFilePath "$($Ssh.Folder)/client" -Options $options
}
