using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <content>
/// Parameters of Invoke-BatchVolumeTest that a fleet has only to say what to do instead (<see cref="FleetRules"/>): an unknown parameter
/// would not.
/// </content>
public sealed partial class InvokeBatchFleetTestCommand
{
    /// <summary>Refused: a load of several machines begins anew.</summary>
    [Parameter]
    public string? Resume { get; set; }

    /// <summary>Refused: Ctrl+C, or a stopped job, ends the load.</summary>
    [Parameter]
    public string? StopFile { get; set; }

    /// <summary>Refused: the command is called again.</summary>
    [Parameter]
    [WholeNumberTransformation]
    public int Repeat { get; set; }

    /// <summary>Refused: each session takes its share; -Weight makes them unequal.</summary>
    [Parameter]
    [SegmentTransformation]
    [ValidateNotNull]
    public Segment Segment { get; set; } = Segment.Whole;

    /// <summary>Refused: -StartIn says when all machines begin.</summary>
    [Parameter]
    [MomentTransformation]
    public DateTimeOffset StartAt { get; set; }

    /// <summary>Refused: a fleet always returns one object with the merged run.</summary>
    [Parameter]
    public SwitchParameter SummaryOnly { get; set; }

    /// <summary>Refused: the merged run is exported afterwards.</summary>
    [Parameter]
    public string? LocustCsvPath { get; set; }

    /// <summary>Refused: with -ResultPath the journal of every machine is collected beside the results.</summary>
    [Parameter]
    public string? JournalPath { get; set; }

    /// <summary>Refused: one client needs one machine.</summary>
    [Parameter]
    public SwitchParameter DebugRun { get; set; }

    /// <summary>Refused: what the server spends is measured by one machine.</summary>
    [Parameter]
    public string? PostgreSql { get; set; }

    /// <summary>Refused: what the server spends is measured by one machine.</summary>
    [Parameter]
    public string[] ServerProcess { get; set; } = [];

    /// <summary>Refused: what the server spends is measured by one machine.</summary>
    [Parameter]
    public ScriptBlock? MetricsCommand { get; set; }

    /// <summary>Refused: the figures of a fleet are on its dashboard and in its merged run.</summary>
    [Parameter]
    public string? OtlpEndpoint { get; set; }
}
