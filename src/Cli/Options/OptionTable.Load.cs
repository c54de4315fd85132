using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Options;

/// <content>The options of a run, which are the engine's.</content>
internal static partial class OptionTable
{
    private static IEnumerable<OptionSpec> LoadOptions => Rows(OptionGroup.Load, Load);

    private static IEnumerable<OptionSpec> ShapeOptions => Rows(OptionGroup.Shape, Shape);

    private static IEnumerable<OptionSpec> Rows(OptionGroup group, string heading) =>
        RunOptionTable.All.Where(row => row.Group == group).Select(row => Spec(row, heading));

    private static OptionSpec Spec(OptionRow row, string heading) =>
        new(row.Setting, row.Letter, heading, row.Type.Placeholder, Help: "", row.Type.Kind) { Words = () => row.Words };
}
