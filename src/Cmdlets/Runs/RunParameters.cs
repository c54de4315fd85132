using System.Collections;
using System.Management.Automation;
using System.Reflection;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>The run options among a cmdlet's parameters: those that <see cref="RunOptionTable"/> has a row of the same name for.</summary>
internal static class RunParameters
{
    /// <summary>Sets those that have no default of their own to that of their row.</summary>
    public static void SetDefaults(Cmdlet cmdlet)
    {
        var nothing = new RunValues(RunHost.Module);
        foreach (var (option, parameter) in Of(cmdlet))
        {
            if (option.DefaultOf(nothing) is { } usual
                && parameter.PropertyType.IsInstanceOfType(usual)
                && (parameter.GetValue(cmdlet) is not { } own
                    || (own is ValueType && own.Equals(Activator.CreateInstance(own.GetType())))))
            {
                parameter.SetValue(cmdlet, usual);
            }
        }
    }

    /// <summary>Reads those that were given. Paths are resolved: call it on the pipeline's thread.</summary>
    /// <exception cref="BatchPerfException">VerdictThresholdInvalid, NotAFilePath.</exception>
    public static RunValues Read(BatchCmdlet cmdlet)
    {
        var values = new RunValues(RunHost.Module);
        foreach (var (option, parameter) in Of(cmdlet).Where(of => cmdlet.IsGiven(of.Option.Key)))
        {
            var value = ValueOf(cmdlet, option, parameter.GetValue(cmdlet)!);
            if (option.Type.Least is null || option.Type.Least.GetType() == value.GetType())
            {
                values.Set(option, value);
            }
            else if (parameter.PropertyType.IsValueType) // lists and tables in place of one value are read by their cmdlets
            {
                throw new InvalidOperationException(
                    $"-{option.Key} is a {value.GetType().Name}, but its option a {option.Type.Least.GetType().Name}.");
            }
        }

        return values;
    }

    private static IEnumerable<(RunOption Option, PropertyInfo Parameter)> Of(Cmdlet cmdlet) =>
        from option in RunOptionTable.All
        let parameter = cmdlet.GetType().GetProperty(option.Key)
        where parameter is not null
        select (option, parameter);

    private static object ValueOf(BatchCmdlet cmdlet, RunOption option, object value) => value switch
    {
        SwitchParameter flag => flag.IsPresent,
        ContentionKind[] kinds => kinds.Aggregate(ContentionKind.None, static (all, kind) => all | kind),
        Hashtable limits when option == RunOptionTable.VerdictThreshold =>
            HashtableValues.Into(new VerdictThresholds(), limits, "VerdictThresholdInvalid", "verdict threshold"),
        string path when option.Type.IsPath => cmdlet.FilePath(path),
        string[] paths when option.Type.IsPath => (IReadOnlyList<string>)[.. paths.Select(cmdlet.FilePath)],
        _ => value,
    };
}
