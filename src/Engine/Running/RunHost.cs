namespace EdFi.BatchPerf.Running;

/// <summary>The program whose defaults a run has.</summary>
internal enum RunHost
{
    /// <summary>The PowerShell module.</summary>
    Module,

    /// <summary>The console program, with the defaults of the Locust harness.</summary>
    Console,
}
