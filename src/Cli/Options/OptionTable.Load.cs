using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cli.Options;

/// <content>The options of a run, which are the engine's.</content>
internal static partial class OptionTable
{
    private static IEnumerable<OptionSpec> LoadOptions => Rows(OptionGroup.Load, Load);

    private static IEnumerable<OptionSpec> ShapeOptions => Rows(OptionGroup.Shape, Shape);

    private static IEnumerable<OptionSpec> Rows(OptionGroup group, string heading) =>
        RunOptionTable.All.Where(row => row.Group == group)
            .Select(row => new OptionSpec(row.Setting, row.Letter, heading, row.Type.Placeholder, Help: "", row.Type.Kind)
            {
                Words = () => row.Words,
            });
}
