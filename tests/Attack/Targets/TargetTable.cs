using EdFi.BatchPerf.Attack.Running;

namespace EdFi.BatchPerf.Attack.Targets;

/// <summary>Everything that is attacked; a further reader is a row in one of these.</summary>
internal static class TargetTable
{
    public static IReadOnlyList<Target> All { get; } =
    [
        .. AnswerTargets.All,
        .. ConnectionTargets.All,
        .. WireTargets.All,
        .. HistogramTargets.All,
        .. FileTargets.All,
        .. TemplateTargets.All,
        .. TextTargets.All,
    ];
}
