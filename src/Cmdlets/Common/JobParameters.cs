using System.Management.Automation;
using System.Reflection;
using EdFi.BatchPerf.Jobs.Options;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// The options of a study or of a test of atomicity among a cmdlet's parameters: those that <see cref="JobOptionTable"/> has a row of the
/// same name for.
/// </summary>
internal static class JobParameters
{
    /// <summary>Sets parameters to the defaults of their rows.</summary>
    /// <typeparam name="T">The job's request.</typeparam>
    public static void SetDefaults<T>(Cmdlet cmdlet)
    {
        foreach (var option in JobOptionTable.Of(typeof(T)))
        {
            var parameter = Of(cmdlet, option);
            var usual = option.Default is Array list ? list.Clone() : option.Default;
            if (parameter.PropertyType.IsInstanceOfType(usual))
            {
                parameter.SetValue(cmdlet, usual);
            }
        }
    }

    /// <summary>Makes the job's request of the parameters that were given.</summary>
    /// <typeparam name="T">The job's request.</typeparam>
    public static T Read<T>(BatchCmdlet cmdlet)
        where T : class, new() => JobOptionTable.Make<T>(
            option => !cmdlet.IsGiven(option.Key) ? null
                : Of(cmdlet, option).GetValue(cmdlet) is SwitchParameter flag ? flag.IsPresent
                : Of(cmdlet, option).GetValue(cmdlet));

    /// <exception cref="InvalidOperationException">The cmdlet has no such parameter.</exception>
    private static PropertyInfo Of(Cmdlet cmdlet, JobOption option) => cmdlet.GetType().GetProperty(option.Key)
        ?? throw new InvalidOperationException($"{cmdlet.GetType().Name} has no parameter {option.Key}.");
}
